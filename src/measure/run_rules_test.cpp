#include "measure/run_rules.h"

#include <doctest/doctest.h>

using namespace longstone::measure;
