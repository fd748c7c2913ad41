#include "modules/soc/pages/soc_layout.h"

#include <fmt/format.h>

#include "core/text.h"
#include "modules/soc/domain/incident_kind.h"
#include "web/components.h"
#include "web/page_scope.h"

namespace dongson::soc {

using namespace web::short_names;

Html SocLayout(const Sentence& title, SocPlace place, const Html& main) {
    static constexpr std::string_view kNames[] = {"Tổng quan", "Cảnh báo", "Sự kiện", "Vụ việc", "Giao ca",
                                                  "Nguồn",     "Hệ thống", "Quy tắc", "Chỉ dấu", "Ngoại lệ"};
    static constexpr std::string_view kPaths[] = {"",       "/canh-bao", "/su-kien", "/vu-viec", "/giao-ca",
                                                  "/nguon", "/he-thong", "/quy-tac", "/chi-dau", "/ngoai-le"};
    web::MarkActive("soc");
    Html entries;
    for (std::size_t i = 0; i < std::size(kNames); ++i)
        entries += Render(R"(<li><a href="{}" {}>{}</a></li>)", Url::Page("/can-bo/an-ninh" + std::string(kPaths[i])),
                          web::Flag::CurrentPage(static_cast<SocPlace>(i) == place), Say(kNames[i]));
    return web::OfficerLayout(
        title, Render(R"(<nav aria-label="An toàn thông tin"><ul class="ds-tabs">{}</ul></nav>{})", entries, main));
}

Html LevelTag(Level level) {
    constexpr web::TagColour kColours[] = {web::TagColour::grey, web::TagColour::blue, web::TagColour::amber, web::TagColour::red,
                                           web::TagColour::red};
    return web::Tag(Say(LevelName(level)), kColours[static_cast<int>(level)]);
}

std::vector<web::Choice> LevelChoices() {
    std::vector<web::Choice> choices;
    for (const Level level : kLevels) choices.push_back({std::string(Name(level)), Say(LevelName(level)).Now(), ""});
    return choices;
}

std::vector<web::Choice> LeastLevelChoices() {
    std::vector<web::Choice> choices{{"", Say("Mọi mức").Now(), ""}};
    for (const Level level : {Level::low, Level::medium, Level::high, Level::critical})
        choices.push_back({std::string(Name(level)), Say("Từ {1}", Say(LevelName(level)).Now()).Now(), ""});
    return choices;
}

Html Who(const std::map<AccountId, std::string>& names, AccountId account) {
    const auto name = names.find(account);
    return web::InVietnamese(name == names.end() ? "" : name->second);
}

Html AlertStateTag(AlertState state) {
    constexpr web::TagColour kColours[] = {web::TagColour::blue, web::TagColour::bronze, web::TagColour::amber,
                                           web::TagColour::grey, web::TagColour::green};
    return web::Tag(Say(AlertStateName(state)), kColours[static_cast<int>(state)]);
}

Html IncidentStateTag(std::string_view state) {
    const auto colour = state == "open"        ? web::TagColour::red
                        : state == "contained" ? web::TagColour::amber
                        : state == "resolved"  ? web::TagColour::green
                                               : web::TagColour::grey;
    return web::Tag(Say(StateName(state).vi), colour);
}

std::string Moment(Instant time) {
    constexpr std::int64_t kEast = 7 * kHour;
    std::string text = Instant{time.ms + kEast}.Rfc3339();
    text[10] = ' ';
    text.pop_back();
    return text;
}

std::string Figure(std::uint64_t value) {
    return Number(static_cast<std::int64_t>(value));
}

std::string Bytes(double bytes) {
    constexpr std::string_view kUnits[] = {"B", "KB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (; bytes >= 1000 && unit + 1 < std::size(kUnits); ++unit) bytes /= 1000;
    return Grouped(unit == 0 ? fmt::format("{:.0f}", bytes) : fmt::format("{:.1f}", bytes)) + " " + std::string(kUnits[unit]);
}

}  // namespace dongson::soc
