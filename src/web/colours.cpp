#include "web/colours.h"

#include <utility>

namespace longstone::web {

ui::Colours colours_of(const define::Partnership& partnership) {
    ui::Colours colours;
    for (const auto& [name, into] : {std::pair{"ink", &colours.ink},
                                     std::pair{"sea", &colours.sea},
                                     std::pair{"lamp", &colours.lamp},
                                     std::pair{"foam", &colours.foam}})
        if (const auto found = partnership.colours.find(name); found != partnership.colours.end())
            *into = found->second;
    return colours;
}

report::WordColours word_colours_of(const define::Partnership& partnership) {
    const auto colours = colours_of(partnership);
    return {.ink = colours.ink.substr(1), .sea = colours.sea.substr(1)};
}

}  // namespace longstone::web
