#include "modules/one_stop/domain/saved_view.h"

#include <algorithm>
#include <iterator>

#include "core/print_letters.h"
#include "core/text.h"

namespace dongson::one_stop {

std::string_view ListSlug(ListPage page) {
    static constexpr std::string_view kSlugs[] = {"viec", "so", "tim", "bao-cao"};
    return kSlugs[static_cast<int>(page)];
}

std::optional<ListPage> ParseList(std::string_view slug) {
    const auto* found = std::ranges::find(kListPages, slug, ListSlug);
    return found == std::end(kListPages) ? std::nullopt : std::optional(*found);
}

std::string_view ListName(ListPage page) {
    static constexpr std::string_view kNames[] = {"Việc cần làm", "Sổ theo dõi", "Tìm hồ sơ", "Báo cáo"};
    return kNames[static_cast<int>(page)];
}

std::string_view ListPath(ListPage page) {
    static constexpr std::string_view kPaths[] = {"/can-bo", "/can-bo/so-theo-doi", "/can-bo/tim", "/can-bo/bao-cao"};
    return kPaths[static_cast<int>(page)];
}

std::span<const std::string_view> ListParameters(ListPage page) {
    static constexpr std::string_view kInbox[] = {"xem", "tim", "xep", "chieu"};
    static constexpr std::string_view kRegister[] = {"tu", "den", "loc", "linh-vuc"};
    static constexpr std::string_view kSearch[] = {"q", "tu", "den"};
    static constexpr std::string_view kReport[] = {"ky", "tu", "den", "don-vi", "ve", "nhom"};
    switch (page) {
        case ListPage::inbox:
            return kInbox;
        case ListPage::register_book:
            return kRegister;
        case ListPage::search:
            return kSearch;
        case ListPage::report:
            return kReport;
    }
    return {};
}

std::string_view ViewChangeSlug(ViewChange change) {
    static constexpr std::string_view kSlugs[] = {"ten", "len", "xuong", "chung", "rieng", "xoa"};
    return kSlugs[static_cast<int>(change)];
}
std::optional<ViewChange> ParseViewChange(std::string_view slug) {
    for (const auto change : {ViewChange::rename, ViewChange::up, ViewChange::down, ViewChange::share,
                              ViewChange::keep_to_oneself, ViewChange::forget})
        if (ViewChangeSlug(change) == slug) return change;
    return std::nullopt;
}

std::optional<Refusal> RefuseViewName(std::string_view name) {
    if (VisibleLetters(name) == 0) return Refusal{"ONE_STOP_VIEW_NAME", Say("Hãy đặt tên cho bộ lọc."), "ten"};
    if (Length(name) > kLongestViewName)
        return Refusal{"ONE_STOP_TOO_LONG", Say("Tên bộ lọc dài nhất {1} ký tự.", std::to_string(kLongestViewName)), "ten"};
    return RefuseLetters(name, "ten");
}

}  // namespace dongson::one_stop
