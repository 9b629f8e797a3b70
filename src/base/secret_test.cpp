#include "base/secret.h"

#include <doctest/doctest.h>
