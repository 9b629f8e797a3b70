#include "base/time.h"

#include <doctest/doctest.h>
