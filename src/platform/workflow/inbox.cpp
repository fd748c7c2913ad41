#include "platform/workflow/inbox.h"

#include <algorithm>

#include "platform/identity/posts.h"
#include "platform/workflow/storage/inbox_sql.h"

namespace dongson::workflow {

namespace {

constexpr int kMostItems = 2000;

bool Shows(InboxView view, const InboxItem& item, AccountId viewer, Instant now) {
    switch (view) {
        case InboxView::all:
            return true;
        case InboxView::to_receive:
            return item.fresh;
        case InboxView::mine:
            return item.assignee == viewer;
        case InboxView::unit:
            return item.assignee != viewer && !item.fresh && !item.waiting;
        case InboxView::due_today:
            return item.Nearest() >= now && item.Nearest().LocalDate() == now.LocalDate();
        case InboxView::overdue:
            return item.Nearest() < now;
        case InboxView::waiting:
            return item.waiting;
    }
    return false;
}

InboxItem ReadItem(storage::Row& row) {
    return {.reference = row.Next<std::string>(),
            .title = row.Next<std::string>(),
            .person = row.Next<std::string>(),
            .state = {row.Next<std::string>(), row.Next<std::string>()},
            .assignee = row.Next<AccountId>(),
            .waiting = row.Next<bool>(),
            .fresh = row.Next<bool>(),
            .due = row.Next<Instant>(),
            .step_due = row.Next<Instant>(),
            .path = row.Next<std::string>()};
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
                            {"role", item.role},
                            {"assignee", item.assignee},
                            {"waiting", item.waiting},
                            {"fresh", item.fresh},
                            {"due", item.due},
                            {"step_due", item.step_due},
                            {"now", item.changed},
                            {"path", item.path}});
}

void InboxStore::Remove(std::string_view module, std::int64_t case_id, std::string_view slot) {
    tx_.Run(kRemoveWorkItem, {{"module", module}, {"case", case_id}, {"slot", slot}});
}

Inbox InboxStore::Read(const identity::Officer& officer, InboxView view, Instant now) {
    Inbox inbox;
    for (const auto& post : officer.appointments) {
        auto items = tx_.Select(kInbox, {{"unit", post.unit}, {"role", identity::RoleWord(post.role)}, {"rows", kMostItems + 1}},
                                ReadItem);
        inbox.cut = inbox.cut || items.size() > kMostItems;
        for (const auto& item : items)
            for (const auto each : kInboxViews)
                inbox.counts[static_cast<std::size_t>(each)] += Shows(each, item, officer.account.id, now);
        std::erase_if(items, [&](const InboxItem& item) { return !Shows(view, item, officer.account.id, now); });
        const auto middle = static_cast<std::ptrdiff_t>(inbox.items.size());
        if (middle == 0) {
            inbox.items = std::move(items);
            continue;
        }
        std::ranges::move(items, std::back_inserter(inbox.items));
        std::ranges::inplace_merge(inbox.items, inbox.items.begin() + middle, {}, &InboxItem::Nearest);
    }
    return inbox;
}

std::vector<UnstaffedWork> InboxStore::Unstaffed(const organisation::Units& units, Date day) {
    auto work = tx_.Select(kWorkOfPosts, {}, [](storage::Row& row) {
        return UnstaffedWork{.unit = row.Next<UnitId>(), .role = row.Next<std::string>(), .items = row.Next<std::int64_t>()};
    });
    identity::AccountStore accounts(tx_);
    const auto held = identity::StaffedOn(accounts, units, day);
    std::erase_if(work, [&](const UnstaffedWork& each) {
        return std::ranges::any_of(
            held, [&](const auto& post) { return post.first == each.unit && identity::RoleWord(post.second) == each.role; });
    });
    return work;
}

std::vector<AssignedWork> InboxStore::Assigned(std::string_view module) {
    return tx_.Select(kAssigned, {{"module", module}}, [](storage::Row& row) {
        return AssignedWork{.reference = row.Next<std::string>(),
                            .unit = row.Next<UnitId>(),
                            .role = row.Next<std::string>(),
                            .assignee = row.Next<AccountId>()};
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
        mark = mark * 31 + static_cast<std::uint64_t>(tx_.Count(kInboxChanged, {{"unit", post.unit}}));
    return static_cast<std::int64_t>(mark);
}

}  // namespace dongson::workflow
