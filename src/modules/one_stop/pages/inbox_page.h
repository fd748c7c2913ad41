// The officer's list of work.
#pragma once

#include <array>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modules/one_stop/pages/saved_views_page.h"
#include "platform/workflow/inbox_list.h"
#include "platform/workflow/post_work.h"
#include "web/html.h"

namespace dongson::one_stop {

struct InboxPageView {
    workflow::InboxView view = workflow::InboxView::all;
    std::array<int, std::size(workflow::kInboxViews)> counts{};  // of every view
    workflow::InboxAsked asked;
    std::vector<std::shared_ptr<const workflow::PostWork>> posts;  // whose work the list is of
    workflow::InboxList list;
    bool cut = false;      // there is more than is ever shown
    bool divides = false;  // a leader: leads to where work is divided
    int proposals = 0;     // of another administrator that this one may confirm
    int reversals = 0;     // of receipts, asked for by somebody else, that this one may agree to
    Instant now;
    SavedViewsBar saved;
    std::set<std::string_view> hidden;  // of kInboxColumns, those the officer does not want
};
// Beside the code, which is always shown: the word a column is chosen by.
inline constexpr std::string_view kInboxColumns[] = {"thu-tuc", "nguoi-nop", "buoc", "hen-tra", "han-buoc"};

web::Html InboxPage(const InboxPageView& view);
web::Html ColumnsPage(const std::set<std::string_view>& hidden);

}  // namespace dongson::one_stop
