#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.h"
#include "define/check.h"
#include "define/read.h"
#include "define/trial.h"

namespace longstone::define {
namespace {

namespace fs = std::filesystem;

Place start_of(const std::string& file) {
    return {.file = file, .line = 1, .column = 1};
}

class Loader {
public:
    Loader(const std::string& folder, const std::string& partnership, Replacement replaced = {})
        : folder_(folder),
          england_(fs::path(folder) / "england"),
          own_(folder_of(folder, partnership)),
          replaced_(std::move(replaced)) {}

    std::expected<std::shared_ptr<const Definitions>, std::vector<DefinitionError>> load() {
        gather();
        auto definitions = std::make_shared<Definitions>();
        read(*definitions);
        // What could not be read would be missed everywhere: say first what is wrong with it.
        if (whole_) {
            name_anew(*definitions);
            check(*definitions, sources_, errors_);
        }
        if (!errors_.empty()) return std::unexpected(errors_.take());
        return definitions;
    }

    // Where the definitions of one kind stand, England's first.
    [[nodiscard]] std::vector<fs::path> folders() const { return {england_, own_}; }

private:
    static fs::path folder_of(const std::string& folder, const std::string& partnership) {
        const fs::path inside = fs::path(folder) / partnership;
        if (partnership.find('/') != std::string::npos && !fs::is_directory(inside))
            return partnership;
        return inside;
    }

    [[nodiscard]] fs::path replaced_path() const {
        return (folder_ / replaced_.path).lexically_normal();
    }

    [[nodiscard]] bool is_replaced(const fs::path& path) const {
        return !replaced_.path.empty() && path.lexically_normal() == replaced_path();
    }

    std::optional<Node> read_file(const fs::path& path) {
        if (is_replaced(path)) {
            auto node = read_yaml(replaced_.path, replaced_.text, errors_);
            if (!node) whole_ = false;
            return node;
        }
        std::ifstream in(path, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)),
                               std::istreambuf_iterator<char>());
        if (!in) {
            errors_.add(
                start_of(path.string()), "this file could not be read", "Look at its mode.");
            whole_ = false;
            return {};
        }
        auto node = read_yaml(path.string(), text, errors_);
        if (!node) whole_ = false;
        return node;
    }

    Node required_file(const fs::path& path, const std::string& cure) {
        if (fs::is_regular_file(path)) return read_file(path).value_or(Node());
        errors_.add(start_of(path.string()), "this file is missing", cure);
        whole_ = false;
        return {};
    }

    void gather() {
        if (!fs::is_directory(own_)) {
            errors_.add(start_of(own_.string()),
                        "there is no such partnership folder",
                        "Name a folder beside england/, or give its path.");
            whole_ = false;
            return;
        }
        gather_kind("codes", "codes", sources_.codes);
        gather_kind("forms", "form", sources_.forms);
        gather_kind("pathways", "pathway", sources_.pathways);
        gather_kind("measures", "measure", sources_.measures);
        gather_kind("feeds", "feed", sources_.feeds);
        gather_kind("reports", "report", sources_.reports);
        gather_kind("loops", "loop", sources_.loops);
        sources_.calendar =
            required_file(england_ / "calendar.yaml", "Write bank-holidays: and their dates.");
        sources_.partnership =
            required_file(own_ / "partnership.yaml", "Write the partnership's name and agencies.");
        gather_roles();
        gather_beside("training.yaml", sources_.training);
        gather_beside("chronology.yaml", sources_.chronology);
        gather_beside("sharing.yaml", sources_.sharing);
    }

    [[nodiscard]] std::vector<fs::path> files_of(const fs::path& folder) const {
        std::vector<fs::path> files;
        const auto anew = replaced_path();
        if (!replaced_.path.empty() && anew.parent_path() == folder.lexically_normal() &&
            !fs::exists(anew))
            files.push_back(anew);
        if (!fs::is_directory(folder)) return files;
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.is_regular_file() && entry.path().extension() == ".yaml")
                files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        return files;
    }

    void gather_kind(const std::string& folder,
                     const std::string& key,
                     std::map<std::string, Node>& into) {
        for (const fs::path& path : files_of(england_ / folder)) {
            auto node = read_named(path, key);
            if (!node) continue;
            if (const Node* extends = node->key("extends"))
                errors_.add(extends->place,
                            "there is nothing beneath England's definitions to extend",
                            "Take this line away.");
            into[path.stem().string()] = std::move(*node);
        }
        for (const fs::path& path : files_of(own_ / folder)) {
            const std::string id = path.stem().string();
            auto node = read_named(path, key);
            if (!node) continue;
            if (key == "form") sources_.own_forms.insert(id);
            if (extends(*node)) {
                if (const auto base = into.find(id); base != into.end())
                    base->second = extended(base->second, *node, errors_);
                else
                    errors_.add(node->key("extends")->place,
                                cat({"England has no ", folder, "/", id, ".yaml to extend"}),
                                "Take this line away and write the whole definition.");
            } else {
                into[id] = std::move(*node);
            }
        }
    }

    bool extends(const Node& node) {
        const Node* said = node.find("extends");
        if (said == nullptr || said->text == "no") return false;
        if (said->text != "yes")
            errors_.add(said->place, "\"extends\" is yes or no", "Write yes or no.");
        return true;
    }

    std::optional<Node> read_named(const fs::path& path, const std::string& key) {
        auto node = read_file(path);
        if (!node) return {};
        const std::string id = path.stem().string();
        const Node* said = node->find(key);
        if (said != nullptr && said->is_text() && said->text != id)
            errors_.add(said->place,
                        cat({"this ", key, " calls itself \"", said->text, "\""}),
                        cat({"Its id is its file's name: write ", id, ", or rename the file."}));
        return node;
    }

    void gather_roles() {
        std::optional<Node> own;
        if (fs::is_regular_file(england_ / "roles.yaml"))
            sources_.roles = read_file(england_ / "roles.yaml").value_or(Node());
        if (fs::is_regular_file(own_ / "roles.yaml")) own = read_file(own_ / "roles.yaml");
        if (!own) return;
        Node& all = sources_.roles;
        if (!all.is_map() || extends(*own)) {
            all = extended(all, *own, errors_);
            return;
        }
        // Roles of England that are not written anew stay.
        const Node* roles = own->find("roles");
        for (auto& [key, value] : all.members)
            if (key.text == "roles" && value.is_map() && roles != nullptr && roles->is_map())
                replace(value, *roles);
    }

    // England's, with what a partnership changes; neither need be there.
    void gather_beside(const std::string& file, Node& into) {
        const auto path = england_ / file;
        const auto own_path = own_ / file;
        if (fs::is_regular_file(path)) into = read_file(path).value_or(Node());
        if (!fs::is_regular_file(own_path)) return;
        const auto own = read_file(own_path);
        if (!own) return;
        into = into.is_map() && extends(*own) ? extended(into, *own, errors_) : *own;
    }

    static void replace(Node& roles, const Node& own) {
        for (const auto& [id, role] : own.members) {
            std::erase_if(roles.members, [&id](const Node::Member& member) {
                return member.first.text == id.text;
            });
            roles.members.emplace_back(id, role);
        }
    }

    // A definition goes by the name of its file, whatever it calls itself.
    template <class T>
    static T named(const std::string& id, T definition) {
        definition.id = id;
        return definition;
    }

    void read(Definitions& definitions) {
        for (const auto& [id, node] : sources_.codes)
            definitions.codes[id] = named(id, read_codes(node, errors_));
        for (const auto& [id, node] : sources_.forms)
            definitions.forms[id] = named(id, read_form(node, errors_));
        for (const auto& [id, node] : sources_.pathways)
            definitions.pathways[id] = named(id, read_pathway(node, errors_));
        for (const auto& [id, node] : sources_.measures)
            definitions.measures[id] = named(id, read_measure(node, errors_));
        for (const auto& [id, node] : sources_.feeds)
            definitions.feeds[id] = named(id, read_feed(node, errors_));
        for (const auto& [id, node] : sources_.reports)
            definitions.reports[id] = named(id, read_report(node, errors_));
        for (const auto& [id, node] : sources_.loops)
            definitions.loops[id] = named(id, read_loop(node, errors_));
        if (sources_.training.is_map()) read_training(sources_.training, definitions, errors_);
        if (sources_.chronology.is_map())
            read_chronology(sources_.chronology, definitions, errors_);
        if (sources_.sharing.is_map()) read_sharing(sources_.sharing, definitions.sharing, errors_);
        if (sources_.roles.is_map()) read_roles(sources_.roles, definitions, errors_);
        if (!whole_) return;
        definitions.partnership = read_partnership(sources_.partnership, errors_);
        offer_groups(definitions);
        if (const Node* id = sources_.partnership.find("partnership");
            id != nullptr && id->text != own_.filename().string())
            errors_.add(
                id->place,
                cat({"this partnership calls itself \"", id->text, "\""}),
                cat({"Its id is its folder's name: write ", own_.filename().string(), "."}));
        definitions.calendar = Calendar(read_bank_holidays(sources_.calendar, errors_),
                                        read_school_closures(sources_.partnership, errors_));
    }

    static void name_anew(Definitions& definitions) {
        for (const auto& [id, pathway] : definitions.pathways) {
            for (const Form* form : definitions.forms_of(pathway)) {
                for (const Section& section : form->sections)
                    for (const Field& field : section.fields)
                        name_anew(definitions, id, field);
            }
        }
    }

    static void name_anew(Definitions& definitions,
                          const std::string& pathway,
                          const Field& field) {
        for (const auto& former : field.renamed_from)
            definitions.present_names[cat({pathway, "/", former})] = field.id;
        for (const Field& part : field.fields) {
            for (const auto& former : part.renamed_from)
                definitions.present_names[cat({pathway, "/", field.id, ".", former})] = part.id;
        }
    }

    // A list of codes that is of the groups begins with them.
    static void offer_groups(Definitions& definitions) {
        std::vector<Code> groups;
        for (const Group& group : definitions.partnership.groups)
            groups.push_back({.id = group.id, .text = group.name});
        for (auto& [id, list] : definitions.codes)
            if (list.groups) list.codes.insert(list.codes.begin(), groups.begin(), groups.end());
    }

    fs::path folder_;
    fs::path england_;
    fs::path own_;
    Replacement replaced_;
    Errors errors_ = {};
    Sources sources_ = {};
    bool whole_ = true;
};

}  // namespace

std::expected<std::shared_ptr<const Definitions>, std::vector<DefinitionError>> load(
    const std::string& folder, const std::string& partnership) {
    return Loader(folder, partnership).load();
}

std::expected<std::shared_ptr<const Definitions>, std::vector<DefinitionError>> load_with(
    const std::string& folder, const std::string& partnership, const Replacement& replaced) {
    return Loader(folder, partnership, replaced).load();
}

std::vector<PathwayFile> files_of_pathway(const std::string& folder,
                                          const std::string& partnership,
                                          const std::string& pathway) {
    std::vector<PathwayFile> files;
    for (const auto& where : Loader(folder, partnership).folders()) {
        const auto path = where / "pathways" / cat({pathway, ".yaml"});
        std::ifstream in(path, std::ios::binary);
        // A partnership's folder may stand elsewhere; its files then go by their whole path.
        const auto beneath = fs::relative(path, folder);
        const bool inside = *beneath.begin() != "..";
        files.push_back({.path = (inside ? beneath : fs::absolute(path)).string(),
                         .text = std::string((std::istreambuf_iterator<char>(in)),
                                             std::istreambuf_iterator<char>()),
                         .there = in.is_open()});
    }
    return files;
}

}  // namespace longstone::define
