#include "platform/files/paper_check.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <vector>

#include "core/text.h"
#include "platform/files/preview.h"

namespace dongson::files {

namespace {

struct Endings {
    std::string_view type;
    std::vector<std::string_view> known;  // the first is given to what has another's
    bool strict = true;                   // no other ending stands for it
};

const std::vector<Endings>& AllEndings() {
    static const std::vector<Endings> endings{
        {"application/pdf", {"pdf"}},
        {"image/jpeg", {"jpg", "jpeg", "jpe", "jfif"}},
        {"image/png", {"png"}},
        {"image/tiff", {"tif", "tiff"}},
        {"image/heic", {"heic", "heif"}},
        {"image/heif", {"heif", "heic"}},
        {"image/webp", {"webp"}},
        {"application/msword", {"doc"}, false},
        {"application/vnd.ms-excel", {"xls"}, false},
        {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {"docx"}, false},
        {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"xlsx"}, false},
        {"application/vnd.oasis.opendocument.text", {"odt"}, false},
        {"text/plain", {"txt", "csv"}, false}};
    return endings;
}

bool Has(const Endings& endings, std::string_view ending) {
    return std::ranges::find(endings.known, ending) != endings.known.end();
}

}  // namespace

Result<void> CheckPdf(const std::string& path, std::string_view name) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    constexpr std::size_t kEnd = 1024;  // as far as readers look for it
    const auto end = std::string_view(bytes).substr(bytes.size() - std::min(kEnd, bytes.size()));
    if (end.find("%%EOF") == std::string_view::npos)
        return std::unexpected(Refusal{
            "PDF_CUT_SHORT",
            Say("Tệp PDF “{1}” hỏng hoặc chưa đủ, người nhận không mở được. Hãy mở thử trên máy, rồi gửi lại tệp còn nguyên.",
                Shorten(name, 60)),
            "tep"});
    // Most have none; whether this one opens without a password only a reader tells.
    if (bytes.find("/Encrypt") != std::string::npos && !CountPages(path))
        return std::unexpected(Refusal{
            "PDF_LOCKED",
            Say("Tệp PDF “{1}” có mật khẩu, người nhận không mở được. Hãy bỏ mật khẩu rồi gửi lại.", Shorten(name, 60)), "tep"});
    return {};
}

std::string NameByType(std::string name, std::string_view type) {
    const auto& all = AllEndings();
    const auto own = std::ranges::find(all, type, &Endings::type);
    if (own == all.end()) return name;
    const auto dot = name.rfind('.');
    const auto ending = dot == std::string::npos ? std::string() : Lower(std::string_view(name).substr(dot + 1));
    if (Has(*own, ending)) return name;
    const auto others = std::ranges::find_if(all, [&](const Endings& each) { return Has(each, ending); });
    // What is only text is called so, whatever a machine would do with the ending it came with.
    const bool text = type == "text/plain";
    if (!text && !own->strict && (others == all.end() || !others->strict)) return name;
    if (others != all.end()) name.erase(dot);
    return name + "." + std::string(own->known.front());
}

}  // namespace dongson::files
