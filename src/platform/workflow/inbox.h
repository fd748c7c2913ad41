// The one inbox for all modules: what there is to do, for whom, until when.
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "platform/identity/account.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/work_item.h"
#include "storage/database.h"

namespace dongson::workflow {

// What the inbox shows of it.
struct InboxItem {
    std::string reference, title, person;
    Words state;
    AccountId assignee;
    bool waiting = false, fresh = false;
    Instant due = kNever, step_due = kNever;
    std::string path;
    unsigned char asks = 0;  // for which of its list's capabilities
    // What has to be done first: of a dossier that waits to be received that is the answer, nothing else.
    Instant Nearest() const { return std::min(due, step_due); }
};

enum class InboxView : unsigned char { all, to_receive, mine, unit, due_today, overdue, waiting };
inline constexpr InboxView kInboxViews[] = {InboxView::all,       InboxView::to_receive, InboxView::mine,   InboxView::unit,
                                            InboxView::due_today, InboxView::overdue,    InboxView::waiting};
std::string_view InboxViewSlug(InboxView view);   // as in the address: "can-tiep-nhan"
InboxView ParseInboxView(std::string_view slug);  // all when it is none
std::string_view InboxViewName(InboxView view);

class PostWork;

struct Inbox {
    std::vector<std::shared_ptr<const PostWork>> posts;  // whose items are shown
    std::vector<const InboxItem*> items;                 // of the view, the nearest deadline first, those without one last
    std::array<int, std::size(kInboxViews)> counts{};    // of every view
    bool cut = false;                                    // there were more than could be shown
};

// Work that waits where nobody may do it.
struct UnstaffedWork {
    UnitId unit;
    std::string capability;
    std::int64_t items = 0;
};

// What one person holds, wherever it is.
struct HeldWork {
    std::string reference, path, title;
    Words state;
    UnitId unit;
    Instant nearest = kNever;
};

// Work that lies with one person.
struct AssignedWork {
    std::string reference;
    UnitId unit;
    std::string capability;
    AccountId assignee;
};

class InboxStore {
  public:
    explicit InboxStore(storage::Transaction& tx) : tx_(tx) {}
    void Save(const WorkItem& item);
    // What a case asks for from now on, and nothing else.
    void Replace(std::string_view module, std::int64_t case_id, const std::vector<WorkItem>& items);
    void Remove(std::string_view module, std::int64_t case_id, std::string_view slot);
    // What is kept of a case, as far as it decides who is asked for what until when.
    std::vector<WorkItem> OfCase(std::string_view module, std::int64_t case_id);
    // Everything the officer's posts hold, seen one way.
    Inbox Read(const identity::Officer& officer, InboxView view, Instant now);
    // What nobody will find in their inbox on a day, the most first.
    std::vector<UnstaffedWork> Unstaffed(const organisation::Units& units, Date day);
    std::vector<AssignedWork> Assigned(std::string_view module);
    // Of every module, by unit, the nearest deadline first.
    std::vector<HeldWork> HeldBy(AccountId account, int rows);
    std::vector<UnitId> UnitsWithWork();
    std::vector<std::string> ReferencesAt(UnitId unit, std::string_view module);
    // Everything one unit holds goes to another.
    std::int64_t Move(UnitId from, UnitId to, Instant now);
    // Changes whenever anything in the officer's units does.
    std::int64_t Mark(const identity::Officer& officer);

  private:
    storage::Transaction& tx_;
};

}  // namespace dongson::workflow
