#include "measure/run_rules.h"
