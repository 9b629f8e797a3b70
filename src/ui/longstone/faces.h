#pragma once

#include "ui/html.h"

// A face beside an answer in words, from 1, unhappy, to 5, delighted. It says nothing to a screen
// reader: the words do.
namespace longstone::ls {

Html face(int happy);

}  // namespace longstone::ls
