#include "platform/workflow/inbox.h"

#include <algorithm>
#include <set>
#include <utility>

#include "platform/identity/posts.h"
#include "platform/workflow/post_work.h"
#include "platform/workflow/storage/inbox_sql.h"

namespace dongson::workflow {

namespace {

// The moment of looking, and when its day ends.
struct Moment {
    Instant now, midnight;
};

bool Shows(InboxView view, const InboxItem& item, bool mine, const Moment& moment) {
    switch (view) {
        case InboxView::all:
            return true;
        case InboxView::to_receive:
            return item.fresh;
        case InboxView::mine:
            return mine;
        case InboxView::unit:
            return !mine && !item.fresh && !item.waiting;
        case InboxView::due_today:
            return item.Nearest() >= moment.now && item.Nearest() < moment.midnight;
        case InboxView::overdue:
            return item.Nearest() < moment.now;
        case InboxView::waiting:
            return item.waiting;
    }
    return false;
}

// What the officer may do in each unit, by all of their posts there together; the units in the order of the posts.
std::vector<std::pair<UnitId, std::set<std::string>>> AbilitiesOf(const identity::Officer& officer) {
    std::vector<std::pair<UnitId, std::set<std::string>>> abilities;
    for (const auto& post : officer.appointments) {
        auto found = std::ranges::find(abilities, post.unit, &std::pair<UnitId, std::set<std::string>>::first);
        if (found == abilities.end()) found = abilities.insert(found, {post.unit, {}});
        found->second.insert(post.role.capabilities().begin(), post.role.capabilities().end());
    }
    return abilities;
}

// What lies with an officer, or with somebody in whose stead they do it.
bool IsOf(const identity::Officer& officer, UnitId unit, const PostWork& work, const InboxItem& item) {
    if (item.assignee == officer.account.id) return true;
    return item.assignee && officer.InSteadOf(item.assignee, work.AsksFor(item), unit) != nullptr;
}

}  // namespace

std::string_view InboxViewSlug(InboxView view) {
    static constexpr std::string_view kSlugs[] = {"tat-ca",          "can-tiep-nhan", "cua-toi", "cua-don-vi",
                                                  "den-han-hom-nay", "qua-han",       "dang-cho"};
    return kSlugs[static_cast<int>(view)];
}

InboxView ParseInboxView(std::string_view slug) {
    const auto found = std::ranges::find(kInboxViews, slug, InboxViewSlug);
    return found == std::end(kInboxViews) ? InboxView::all : *found;
}

std::string_view InboxViewName(InboxView view) {
    static constexpr std::string_view kNames[] = {"Tất cả",          "Cần tiếp nhận", "Của tôi", "Của đơn vị",
                                                  "Đến hạn hôm nay", "Quá hạn",       "Đang chờ"};
    return kNames[static_cast<int>(view)];
}

void InboxStore::Save(const WorkItem& item) {
    tx_.Run(kSaveWorkItem, {{"nearest", std::min(item.due, item.step_due)},
                            {"module", item.module},
                            {"case", item.case_id},
                            {"slot", item.slot},
                            {"reference", item.reference},
                            {"title", item.title},
                            {"person", item.person},
                            {"state_vi", item.state.vi},
                            {"state_en", item.state.en},
                            {"unit", item.unit},
                            {"capability", item.capability},
                            {"assignee", item.assignee},
                            {"waiting", item.waiting},
                            {"fresh", item.fresh},
                            {"due", item.due},
                            {"step_due", item.step_due},
                            {"now", item.changed},
                            {"path", item.path}});
}

void InboxStore::Replace(std::string_view module, std::int64_t case_id, const std::vector<WorkItem>& items) {
    const auto slots = tx_.Select(kSlotsOfCase, {{"module", module}, {"case", case_id}},
                                  [](storage::Row& row) { return row.Next<std::string>(); });
    for (const auto& slot : slots)
        if (std::ranges::find(items, slot, &WorkItem::slot) == items.end()) Remove(module, case_id, slot);
    for (const auto& item : items) Save(item);
}

void InboxStore::Remove(std::string_view module, std::int64_t case_id, std::string_view slot) {
    tx_.Run(kRemoveWorkItem, {{"module", module}, {"case", case_id}, {"slot", slot}});
}

std::vector<WorkItem> InboxStore::OfCase(std::string_view module, std::int64_t case_id) {
    return tx_.Select(kWorkOfCase, {{"module", module}, {"case", case_id}}, [](storage::Row& row) {
        WorkItem item;
        item.slot = row.Next<std::string>();
        item.unit = row.Next<UnitId>();
        item.capability = row.Next<std::string>();
        item.assignee = row.Next<AccountId>();
        item.waiting = row.Next<bool>();
        item.fresh = row.Next<bool>();
        item.due = row.Next<Instant>();
        item.step_due = row.Next<Instant>();
        return item;
    });
}

Inbox InboxStore::Read(const identity::Officer& officer, InboxView view, Instant now) {
    const Moment moment{now, Instant::At(now.LocalDate() + 1, 0)};
    Inbox inbox;
    for (const auto& [unit, capabilities] : AbilitiesOf(officer)) {
        const auto work = WorkFor(tx_, unit, capabilities);
        inbox.cut = inbox.cut || work->cut();
        const auto middle = static_cast<std::ptrdiff_t>(inbox.items.size());
        inbox.items.reserve(inbox.items.size() + work->items().size());
        for (const auto& item : work->items()) {
            const bool mine = IsOf(officer, unit, *work, item);
            for (const auto each : kInboxViews) {
                if (!Shows(each, item, mine, moment)) continue;
                ++inbox.counts[static_cast<std::size_t>(each)];
                if (each == view) inbox.items.push_back(&item);
            }
        }
        inbox.posts.push_back(work);
        std::ranges::inplace_merge(inbox.items, inbox.items.begin() + middle, {}, &InboxItem::Nearest);
    }
    return inbox;
}

std::vector<UnstaffedWork> InboxStore::Unstaffed(const organisation::Units& units, Date day) {
    auto work = tx_.Select(kWorkOfPosts, {}, [](storage::Row& row) {
        return UnstaffedWork{
            .unit = row.Next<UnitId>(), .capability = row.Next<std::string>(), .items = row.Next<std::int64_t>()};
    });
    identity::AccountStore accounts(tx_);
    const auto held = identity::StaffedOn(accounts, units, day);
    std::erase_if(work, [&](const UnstaffedWork& each) { return held.contains({each.unit, each.capability}); });
    return work;
}

std::vector<AssignedWork> InboxStore::Assigned(std::string_view module) {
    return tx_.Select(kAssigned, {{"module", module}}, [](storage::Row& row) {
        return AssignedWork{.reference = row.Next<std::string>(),
                            .unit = row.Next<UnitId>(),
                            .capability = row.Next<std::string>(),
                            .assignee = row.Next<AccountId>()};
    });
}

std::vector<HeldWork> InboxStore::HeldBy(AccountId account, int rows) {
    return tx_.Select(kHeldBy, {{"account", account}, {"rows", rows}}, [](storage::Row& row) {
        return HeldWork{.reference = row.Next<std::string>(),
                        .path = row.Next<std::string>(),
                        .title = row.Next<std::string>(),
                        .state = {row.Next<std::string>(), row.Next<std::string>()},
                        .unit = row.Next<UnitId>(),
                        .nearest = row.Next<Instant>()};
    });
}

std::vector<UnitId> InboxStore::UnitsWithWork() {
    return tx_.Select(kUnitsWithWork, {}, [](storage::Row& row) { return row.Next<UnitId>(); });
}

std::vector<std::string> InboxStore::ReferencesAt(UnitId unit, std::string_view module) {
    return tx_.Select(kReferencesAt, {{"unit", unit}, {"module", module}},
                      [](storage::Row& row) { return row.Next<std::string>(); });
}

std::int64_t InboxStore::Move(UnitId from, UnitId to, Instant now) {
    return tx_.Run(kMoveWork, {{"from", from}, {"to", to}, {"now", now}});
}

std::int64_t InboxStore::Mark(const identity::Officer& officer) {
    std::uint64_t mark = 0;  // which may wrap around
    for (const auto& post : officer.appointments)
        tx_.Select(kMarksOfUnit, {{"unit", post.unit}}, [&](storage::Row& row) {
            (void)row.Next<std::string>();
            mark = mark * 31 + static_cast<std::uint64_t>(row.Next<std::int64_t>());
            return 0;
        });
    return static_cast<std::int64_t>(mark);
}

}  // namespace dongson::workflow
