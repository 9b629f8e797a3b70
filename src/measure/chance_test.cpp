#include "measure/chance.h"

#include <doctest/doctest.h>

using namespace longstone::measure;
