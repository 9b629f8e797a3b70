#include "base/text.h"

#include <doctest/doctest.h>
