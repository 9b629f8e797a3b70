#include "define/check.h"

namespace longstone::define {

void check(const Definitions&, const Sources&, Errors&) {}

}  // namespace longstone::define
