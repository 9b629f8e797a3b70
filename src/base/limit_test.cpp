#include "base/limit.h"

#include <doctest/doctest.h>
