#include "modules/soc/actions/keep_source.h"

#include "core/bytes.h"
#include "core/text.h"
#include "modules/soc/storage/source_store.h"
#include "storage/database.h"

namespace dongson::soc {

std::string MarkOfToken(std::string_view token) {
    return Hex(BytesOf(Digest(token)));
}

namespace {

// Which of this machine's files may be read is for its operator to say, not for analysts.
std::optional<Refusal> CheckFile(const Centre& centre, const Source& source) {
    const auto& folders = centre.settings().folders;
    if (source.recognition != Recognition::file || LiesIn(source.mark, folders)) return std::nullopt;
    return Refusal{"SOC_FILE_NOT_ALLOWED",
                   folders.empty() ? Say("Người vận hành chưa cho phép đọc tệp nào của máy chủ này (soc_folders).")
                                   : Say("Chỉ đọc được tệp nằm trong: {1}", Join(folders, ", ")),
                   "dau_hieu"};
}

}  // namespace

Result<RegisteredSource> RegisterSource(Centre& centre, Source source) {
    const Platform& platform = centre.platform();
    RegisteredSource registered;
    if (source.recognition == Recognition::token) {
        registered.token = "soc_" + Base64Url(RandomBytes(24));
        source.mark = MarkOfToken(registered.token);
    }
    if (source.recognition == Recognition::own)
        return std::unexpected(Refusal{"SOC_SOURCE_REFUSED", Say("Hệ thống này đã là một nguồn."), "cach_nhan"});
    if (auto refusal = CheckSource(source)) return std::unexpected(std::move(*refusal));
    if (auto refusal = CheckFile(centre, source)) return std::unexpected(std::move(*refusal));
    source.id = Fresh<SourceTag>();
    source.created = platform.clock.Now();
    auto kept = platform.storage.InTransaction([&](storage::Transaction& tx) -> Result<Source> {
        SourceStore sources(tx);
        for (const Source& each : sources.All())
            if (each.recognition == source.recognition && each.mark == source.mark)
                return std::unexpected(Refusal{"SOC_SOURCE_KNOWN",
                                               Say("Nguồn “{1}” đã được nhận ra bằng dấu hiệu này.", each.name), "dau_hieu",
                                               RefusalKind::conflict});
        return sources.Insert(source);
    });
    if (!kept) return std::unexpected(kept.error());
    registered.source = std::move(*kept);
    centre.ReloadSources();
    return registered;
}

Result<Source> ChangeSource(Centre& centre, const Source& source) {
    if (auto refusal = CheckSource(source)) return std::unexpected(std::move(*refusal));
    if (auto refusal = CheckFile(centre, source)) return std::unexpected(std::move(*refusal));
    auto changed = centre.platform().storage.InTransaction([&](storage::Transaction& tx) -> Result<Source> {
        if (!SourceStore(tx).Update(source))
            return std::unexpected(Refusal{
                "SOC_SOURCE_CHANGED", Say("Người khác vừa thay đổi nguồn này. Điều bạn gõ còn trong biểu mẫu; xem lại rồi lưu."),
                "", RefusalKind::conflict});
        return source;
    });
    if (changed) centre.ReloadSources();
    return changed;
}

}  // namespace dongson::soc
