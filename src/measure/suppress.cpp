#include "measure/suppress.h"
