#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/answer_links.h"

// What became of an asking, as it is told to those who were asked. Figures smaller than the
// definition says are not told, and only words are shown that whoever said them let us print.
namespace longstone::work {

struct StoryWords {
    std::string label = {};
    std::string words = {};
};
struct StoryTheme {
    std::string code = {}, name = {};
    std::int64_t answers = 0;  // 0: fewer than may be told
    std::vector<std::string> quotes = {};
};
struct Story {
    std::string title = {};
    std::vector<StoryWords> asked = {};
    int fewest = 0;
    std::int64_t invited = 0;   // 0: not known
    std::int64_t answered = 0;  // 0: fewer than may be told
    std::string mean = {};      // "4.6"; empty: nobody rated, or too few
    std::int64_t rated = 0;     // of how many that is
    std::vector<StoryTheme> themes = {};
    std::vector<std::string> quotes = {};  // of answers without a theme
    std::vector<std::vector<StoryWords>> did = {};
    std::vector<StoryWords> changed = {};
};

// A comment that may be printed.
struct Quote {
    std::string record = {}, field = {}, words = {};
    bool chosen = false;
};

// How one rule's answers are spread over its themes and ratings, in full: for who works on it.
struct AnswersTold {
    std::int64_t answers = 0, rated = 0, coded = 0;
    std::optional<double> mean = {};
    std::vector<std::pair<std::string, std::int64_t>> ratings = {};  // words of each, in order
    std::vector<StoryTheme> themes = {};                             // most first
};
AnswersTold tell(Context& context,
                 const define::LinkRule& rule,
                 const std::vector<LinkAnswer>& answers);

std::vector<Quote> quotes_of(Context& context,
                             const access::Grant& grant,
                             const define::LinkRule& rule,
                             const std::vector<LinkAnswer>& answers);

// As it stands now. The record must be one that the viewer sees whole.
Story story_of(Context& context, const Opened& opened);
Json to_json(const Story& story);
Story story_from(const Json& json);

// A story as it was published.
struct Published {
    std::string id = {}, record = {}, title = {};
    Instant at = {};
    std::optional<Instant> withdrawn = {};
    Story story = {};
};
// The record's own, whether it is still public or not.
std::optional<Published> published_of(Context& context, const access::Grant& grant);
// What anybody may read: nothing that was withdrawn.
std::vector<Published> published_stories(Context& context, int most);
std::optional<Published> published_story(Context& context, std::string_view id);

}  // namespace longstone::work
