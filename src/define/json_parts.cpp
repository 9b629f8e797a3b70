#include "define/json_parts.h"

namespace longstone::define {
namespace {

Json parts_json(const Condition& condition);

}  // namespace

Json condition_json(const Condition& condition) {
    using Kind = Condition::Kind;
    switch (condition.kind) {
        case Kind::Always:
            return {};
        case Kind::Is:
            return Json::object({{condition.field, Json::strings(condition.values)}});
        case Kind::Answered:
            return Json::object({{"answered", condition.field}});
        case Kind::AtLeast:
            return Json::object(
                {{condition.field, Json::object({{"at-least", condition.number}})}});
        case Kind::Below:
            return Json::object({{condition.field, Json::object({{"below", condition.number}})}});
        case Kind::All:
            return Json::object({{"all", parts_json(condition)}});
        case Kind::Any:
            return Json::object({{"any", parts_json(condition)}});
        case Kind::Not:
            return Json::object({{"not", condition_json(condition.parts.front())}});
    }
    return {};
}

namespace {

Json parts_json(const Condition& condition) {
    return each(condition.parts, condition_json);
}

}  // namespace

Json map_json(const std::map<std::string, std::string>& map) {
    Json out;
    for (const auto& [key, value] : map)
        out.set(key, value);
    return out;
}

}  // namespace longstone::define
