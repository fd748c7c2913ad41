#include "web/kept_form.h"

#include <algorithm>

#include "web/components.h"

namespace dongson::web {

namespace {

constexpr std::string_view kAction = "_giu_duong", kFiles = "_giu_tep", kPrefix = "_giu.";
constexpr std::size_t kMostBytes = 512 << 10;

bool IsSecret(std::string_view name) {
    return name == "_csrf" || name == "ma_phieu" || name.starts_with("mat_khau") || name.starts_with("ma_xac_thuc") ||
           name.starts_with(kPrefix);
}

std::size_t SizeOf(const Fields& fields) {
    std::size_t size = 0;
    for (const auto& [name, value] : fields) size += name.size() + value.size();
    return size;
}

}  // namespace

std::optional<KeptForm> Keep(const Request& request) {
    if (request.method != Method::post || request.WantsJson()) return std::nullopt;
    // Only what a page of this site sent, as browsers say themselves: what another site made up is not put before anybody's eyes.
    if (request.Header("sec-fetch-site") != "same-origin" && request.Header("origin").empty()) return std::nullopt;
    KeptForm kept{.action = request.target.substr(0, request.target.find('?'))};
    std::ranges::copy_if(request.form.fields, std::back_inserter(kept.fields),
                         [](const auto& field) { return !IsSecret(field.first); });
    kept.lost_files = std::ranges::any_of(request.form.files, [](const UploadedFile& file) { return file.size > 0; });
    if (kept.fields.empty() || SizeOf(kept.fields) > kMostBytes) return std::nullopt;
    return kept;
}

Html KeptFields(const KeptForm& kept) {
    return Render(
        R"({}{}{})", HiddenInput(kAction, kept.action), When(kept.lost_files, [] { return HiddenInput(kFiles, "1"); }),
        Each(kept.fields, [](const auto& field) { return HiddenInput(std::string(kPrefix) + field.first, field.second); }));
}

std::optional<KeptForm> KeptBy(const Form& form) {
    KeptForm kept{.action = std::string(form.Value(kAction)), .lost_files = form.Has(kFiles)};
    if (!kept.action.starts_with('/') || Url::Local(kept.action).bytes() == "#") return std::nullopt;
    for (const auto& [name, value] : form.fields)
        if (name.starts_with(kPrefix)) kept.fields.emplace_back(name.substr(kPrefix.size()), value);
    return kept.fields.empty() ? std::nullopt : std::optional(std::move(kept));
}

Html SendAgain(const KeptForm& kept) {
    const auto shown = Each(kept.fields, [](const auto& field) {
        return When(field.second.size() > 20 && !field.first.starts_with('_'),
                    [&] { return Render(R"(<blockquote class="govuk-inset-text">{}</blockquote>)", Lines(field.second)); });
    });
    // A button that was pressed, with nothing typed, is only pressed again.
    const bool typed = std::ranges::any_of(kept.fields, [](const auto& field) { return field.first != kGoOn; });
    return Render(
        R"({}{}{})",
        When(kept.lost_files,
             [] {
                 return Render(R"(<p class="govuk-body">Tệp bạn đã chọn thì phải chọn lại: trình duyệt không cho giữ tệp.</p>)");
             }),
        shown,
        PostForm(Url::Local(kept.action),
                 Render(R"({}{})", Each(kept.fields, [](const auto& field) { return HiddenInput(field.first, field.second); }),
                        Button(typed ? Say("Gửi lại điều đã gõ") : Say("Tiếp tục")))));
}

}  // namespace dongson::web
