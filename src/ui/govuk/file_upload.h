#pragma once

#include <optional>
#include <string>

#include "ui/govuk/error_message.h"
#include "ui/govuk/hint.h"
#include "ui/govuk/label.h"

namespace longstone::govuk {

struct FileUpload {
    Label label = {};
    std::string name = {};
    std::string id = {};  // the name unless said otherwise
    std::optional<Hint> hint = {};
    std::optional<ErrorMessage> error_message = {};
    std::string described_by = {};
    FormGroup form_group = {};
    bool multiple = false;
    bool disabled = false;
    bool javascript = false;  // a drop zone where there is JavaScript
    std::string choose_files_button_text = {};
    std::string drop_instruction_text = {};
    Plurals multiple_files_chosen_text = {};
    std::string no_file_chosen_text = {};
    std::string entered_drop_zone_text = {};
    std::string left_drop_zone_text = {};
    std::string classes = {};
    Attributes attributes = {};
    std::string wrapper_classes = {};
    Attributes wrapper_attributes = {};
};

Html file_upload(const FileUpload& options);

}  // namespace longstone::govuk
