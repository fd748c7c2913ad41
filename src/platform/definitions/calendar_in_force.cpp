#include "platform/definitions/calendar_in_force.h"

#include <algorithm>
#include <memory>
#include <string>

#include "core/log.h"
#include "platform/calendar/additions.h"
#include "platform/definitions/storage/edition_store.h"

namespace dongson::definitions {

using calendar::WorkingCalendar;
using storage::Transaction;

namespace {

calendar::Additions AdditionsOf(const Edition& edition) {
    DefinitionErrors errors;
    auto additions = calendar::Additions::Parse("calendar", edition.text, errors);
    if (!errors.empty())
        Log(Severity::error, "DEFINITION_UNREADABLE",
            {{"definition", "calendar province"}, {"version", std::to_string(edition.version)}, {"what", errors.Text()}});
    return additions;
}

// The province's own, as they came into force one after another.
std::vector<Edition> OwnUntil(Transaction& tx, Date day) {
    auto editions = EditionStore(tx).History(kCalendarType, kCalendarKey);
    std::erase_if(editions, [&](const Edition& each) { return each.stage != Stage::approved || each.valid_from > day; });
    std::ranges::sort(editions, {}, [](const Edition& each) { return std::pair(each.valid_from, each.version); });
    return editions;
}

}  // namespace

WorkingCalendar CalendarOn(Transaction& tx, Date day, calendar::PauseRules pauses) {
    auto calendar = WorkingCalendar::Shipped().With(pauses);
    const auto own = OwnUntil(tx, day);
    if (own.empty()) return calendar;
    calendar = calendar.With(AdditionsOf(own.back()));
    for (const auto& edition : own) calendar = calendar.WithHours(edition.valid_from, AdditionsOf(edition).hours);
    return calendar;
}

WorkingCalendar CalendarWith(Transaction& tx, const calendar::Additions& additions, Date from, calendar::PauseRules pauses) {
    auto calendar = WorkingCalendar::Shipped().With(pauses).With(additions);
    for (const auto& edition : OwnUntil(tx, from)) calendar = calendar.WithHours(edition.valid_from, AdditionsOf(edition).hours);
    return calendar.WithHours(from, additions.hours);
}

void CalendarKeeper::Look() {
    const auto day = clock_.Now().LocalDate();
    std::shared_ptr<const WorkingCalendar> made;
    std::pair<std::int64_t, Date> found;
    database_.Read([&](Transaction& tx) {
        found = {EditionStore(tx).Mark(), day};
        if (found != seen_) made = std::make_shared<const WorkingCalendar>(CalendarOn(tx, day, calendars_.Now()->pauses()));
        return 0;
    });
    if (!made) return;
    calendars_.Use(std::move(made));
    seen_ = found;  // whoever could not be told is told with the next look
}

void CalendarKeeper::Start() {
    using namespace std::chrono_literals;
    thread_ = std::thread([this] {
        while (!Pause(500ms)) try {
                Look();
            } catch (const std::exception&) {
                // The database's own trouble, of which health tells.
            }
    });
}

void CalendarKeeper::Stop() {
    {
        const std::lock_guard guard(mutex_);
        stopping_ = true;
        wake_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
}

// True when it is to end.
bool CalendarKeeper::Pause(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    return wake_.wait_for(lock, time, [this] { return stopping_; });
}

}  // namespace dongson::definitions
