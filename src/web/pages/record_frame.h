#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "ui/html.h"
#include "web/forms/asking.h"
#include "work/engine.h"
#include "work/load.h"

// What every page of a record shares: who it is about, where it stands, the flags, and the tabs,
// each an address of its own. An involved agency gets the frame of its own part.
namespace longstone::web {

class Visit;

struct RecordPage {
    std::string title = {};
    std::string tab = {};  // "", answers, people, …: the tab we are under
    Html main = {};
    bool has_errors = false;
    int status = 200;
};
http::Reply record_page(Visit& visit, const work::Opened& opened, const RecordPage& page);

// "Maisie Thorburn", or the reference when nobody is named.
std::string subject_name(const work::Opened& opened);
// What somebody in this role is called: "Father".
std::string role_name(const define::Pathway& pathway, std::string_view role);
// "marf.child": a section by its form, for addresses; ids of sections alone may come twice.
std::string section_key(const define::Definitions& definitions, const define::Section& section);
// Where a section is answered; with a field, at that field.
std::string answer_path(const define::Definitions& definitions,
                        const std::string& ref,
                        const define::Section& section,
                        std::string_view field = {});
work::Situation situation_of(const Visit& visit, const work::Opened& opened);
// The people on the record, for fields that choose one.
// The people whom this viewer may know to be on it.
Choices people_choices(const work::Opened& opened);
bool is_whole(const work::Opened& opened);
// Whether this viewer works here: their role is one of the pathway's, whatever the stage.
bool works_here(const work::Opened& opened);
bool may_assign(const work::Opened& opened);

}  // namespace longstone::web
