#include "platform/definitions/calendar_in_force.h"

#include <algorithm>
#include <memory>
#include <set>
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

// When one that was in force was withdrawn; none: it holds, or never did.
std::optional<Date> WithdrawnOn(const Edition& edition) {
    if (edition.stage != Stage::withdrawn || !edition.approver || !edition.decided) return std::nullopt;
    return edition.decided->LocalDate();
}

// The province's own that came into force until a day, one after another; those withdrawn since among them.
std::vector<Edition> OwnUntil(Transaction& tx, Date day) {
    auto editions = EditionStore(tx).History(kCalendarType, kCalendarKey);
    std::erase_if(editions, [&](const Edition& each) {
        return each.valid_from > day || (each.stage != Stage::approved && !WithdrawnOn(each));
    });
    std::ranges::sort(editions, {}, [](const Edition& each) { return std::pair(each.valid_from, each.version); });
    return editions;
}

const Edition* InForceOn(const std::vector<Edition>& own, Date day) {
    const Edition* holds = nullptr;
    for (const auto& edition : own) {
        const auto withdrawn = WithdrawnOn(edition);
        if (edition.valid_from <= day && (!withdrawn || *withdrawn > day)) holds = &edition;
    }
    return holds;
}

// The hours that each gave the days on which it held: what was worked was worked by them, whoever withdrew it since.
WorkingCalendar WithHoursOf(WorkingCalendar calendar, const std::vector<Edition>& own, Date until) {
    std::set<Date> changes;
    for (const auto& edition : own) {
        changes.insert(edition.valid_from);
        if (const auto withdrawn = WithdrawnOn(edition)) changes.insert(std::max(*withdrawn, edition.valid_from));
    }
    for (const auto day : changes) {
        if (day > until) break;
        const auto* holds = InForceOn(own, day);
        calendar = calendar.WithHours(day, holds == nullptr ? std::vector<calendar::WorkingHours>() : AdditionsOf(*holds).hours);
    }
    return calendar;
}

}  // namespace

WorkingCalendar CalendarOn(Transaction& tx, Date day, calendar::PauseRules pauses) {
    auto calendar = WorkingCalendar::Shipped().With(pauses);
    const auto own = OwnUntil(tx, day);
    if (const auto* holds = InForceOn(own, day)) calendar = calendar.With(AdditionsOf(*holds));
    return WithHoursOf(std::move(calendar), own, day);
}

WorkingCalendar CalendarWith(Transaction& tx, const calendar::Additions& additions, Date from, calendar::PauseRules pauses) {
    const auto calendar = WorkingCalendar::Shipped().With(pauses).With(additions);
    return WithHoursOf(calendar, OwnUntil(tx, from), from).WithHours(from, additions.hours);
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
