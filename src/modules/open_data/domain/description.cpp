#include "modules/open_data/domain/description.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/domain/vocabulary.h"

namespace dongson::open_data {

Refusals CheckDescription(const Dataset& dataset) {
    Refusals faults;
    if (Trim(dataset.title).empty()) faults.push_back({"OPEN_DATA_NO_TITLE", Say("Nhập tên bộ dữ liệu."), "ten"});
    if (Length(dataset.notes) < 50)
        faults.push_back(
            {"OPEN_DATA_NOTES_SHORT", Say("Mô tả ít nhất 50 ký tự: bộ dữ liệu có gì, của khi nào, dùng vào việc gì."), "mo_ta"});
    if (Vocabulary::Shipped().FindDomain(dataset.domain) == nullptr)
        faults.push_back({"OPEN_DATA_NO_DOMAIN", Say("Chọn lĩnh vực."), "linh_vuc"});
    if (Vocabulary::Shipped().FindLicence(dataset.licence) == nullptr)
        faults.push_back({"OPEN_DATA_NO_LICENCE", Say("Chọn giấy phép."), "giay_phep"});
    return faults;
}

std::string SlugOf(std::string_view title) {
    auto slug = ReplaceAll(Fold(title), " ", "-");
    std::erase_if(slug, [](char c) { return (c & '\x80') != 0; });
    if (slug.size() > 60) slug.resize(slug.rfind('-', 60) == std::string::npos ? 60 : slug.rfind('-', 60));
    return slug;
}

std::string FreeSlug(std::string_view title, const std::vector<Resource>& others) {
    return FreeSlug(title, "bang",
                    [&](const std::string& slug) { return std::ranges::find(others, slug, &Resource::slug) != others.end(); });
}

}  // namespace dongson::open_data
