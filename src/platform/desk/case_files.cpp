#include "platform/desk/case_files.h"

#include <filesystem>

#include "core/log.h"
#include "core/text.h"
#include "platform/files/quota.h"
#include "web/layout.h"

namespace dongson::desk {

namespace {

// A file of the right size whose bytes are others. One that is missing or cut short is told where files are sent.
bool HasOtherBytes(const std::string& path, const files::File& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    return !error && static_cast<std::int64_t>(size) == file.size && files::DigestOfFile(path) != file.digest;
}

}  // namespace

// Papers are small: reading one whole before it goes out costs a worker little, and nobody takes a changed one for the issued.
web::Response FileResponse(const Platform& platform, const files::File& file) {
    const auto path = platform.files.PathOf(file);
    if (HasOtherBytes(path, file)) {
        Log(Severity::error, "FILE_DAMAGED", {{"file", file.digest}, {"what", "has other bytes"}});
        return web::RefusalPage(
            Refusal{"FILE_DAMAGED",
                    Say("Nội dung tệp này trên máy chủ đã hỏng, nên không gửi. Người vận hành đã được báo; hãy thử lại sau."), "",
                    RefusalKind::unavailable});
    }
    const bool shown =
        file.type == "application/pdf" || file.type == "image/jpeg" || file.type == "image/png" || file.type == "image/webp";
    web::Response response;
    response.type = file.type == "text/plain" ? "text/plain; charset=utf-8" : file.type;
    response.file = web::FileBody{path, file.size};
    response.With("content-disposition",
                  std::string(shown ? "inline" : "attachment") + "; filename*=UTF-8''" + web::PathStep(file.name));
    response.With("content-security-policy", "default-src 'none'; sandbox");
    return web::NoStore(std::move(response));
}

web::Response PictureResponse(const Platform& platform, std::string_view digest) {
    const auto path = platform.files.PreviewOf(digest);
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return web::RefusalPage(Refusal::NotFound(Say("Tệp này chưa có ảnh xem trước.")));
    web::Response response;
    response.type = "image/png";
    response.file = web::FileBody{path, static_cast<std::int64_t>(size)};
    return web::NoStore(std::move(response));
}

Result<std::vector<workflow::NewPaper>> KeepUploads(const identity::AnyRequest& request, int component) {
    const auto& platform = request.platform;
    std::vector<workflow::NewPaper> papers;
    std::int64_t bytes = 0;
    for (const auto& upload : request.http.form.files) bytes += upload.size;
    if (bytes > 0 && request.account() != nullptr)
        if (auto counted = files::CountUpload(platform.storage, request.account()->id, bytes, platform.files.daily_bytes,
                                              platform.clock.Now());
            !counted)
            return std::unexpected(counted.error());
    for (auto& upload : request.http.form.files) {
        auto kept = platform.files.Keep(upload.path, upload.name);
        if (!kept) {
            auto refusal = kept.error();
            refusal.field = upload.field;
            return std::unexpected(std::move(refusal));
        }
        const bool numbered = upload.field.starts_with("tep_");
        papers.push_back(
            {numbered ? static_cast<int>(ToNumber(std::string_view(upload.field).substr(4))) : component, {}, std::move(*kept)});
    }
    return papers;
}

}  // namespace dongson::desk
