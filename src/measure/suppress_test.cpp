#include "measure/suppress.h"

#include <doctest/doctest.h>

using namespace longstone::measure;
