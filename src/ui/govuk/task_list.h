#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/govuk/tag.h"

namespace longstone::govuk {

struct TaskTitle {
    std::string text = {};
    Html html = {};
    std::string classes = {};
};

struct TaskStatus {
    std::optional<Tag> tag = {};
    std::string text = {};
    Html html = {};
    std::string classes = {};
};

struct TaskItem {
    TaskTitle title = {};
    std::optional<Content> hint = {};
    TaskStatus status = {};
    std::string href = {};  // without one the task cannot be started yet
    std::string classes = {};
};

struct TaskList {
    std::vector<std::optional<TaskItem>> items = {};
    std::string id_prefix = {};  // task-list unless said otherwise
    std::string classes = {};
    Attributes attributes = {};
};

Html task_list(const TaskList& options);

}  // namespace longstone::govuk
