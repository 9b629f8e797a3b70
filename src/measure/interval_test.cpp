#include "measure/interval.h"

#include <doctest/doctest.h>

using namespace longstone::measure;
