#include "platform/ledger/http/routes.h"

#include <filesystem>

#include "core/text.h"
#include "platform/identity/audience.h"
#include "platform/ledger/ledger.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::ledger {

namespace {

using identity::AnyRequest;

web::Response ShowCheckpoint(const AnyRequest& request) {
    auto response = web::Bytes(request.platform.ledger.CheckpointNote(), "text/plain; charset=utf-8");
    response.With("cache-control", "no-cache");
    return response;
}

web::Response ShowKey(const AnyRequest& request) {
    return web::Bytes(request.platform.ledger.Verifier() + "\n", "text/plain; charset=utf-8");
}

// tile/<L>/<N>[.p/<W>] and tile/entries/<N>[.p/<W>].
web::Response ShowTile(const AnyRequest& request) {
    const auto missing = [] { return web::Problem(Refusal::NotFound(Say("Sổ cái không có mảnh này."))); };
    const auto path = request.http.Parameter("tile");
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) return missing();
    const auto level_text = path.substr(0, slash);
    auto rest = path.substr(slash + 1);
    std::int64_t width = kTileWidth;
    if (const auto partial = rest.find(".p/"); partial != std::string_view::npos) {
        width = std::strtoll(std::string(rest.substr(partial + 3)).c_str(), nullptr, 10);
        rest = rest.substr(0, partial);
    }
    const int level = level_text == "entries"                                                  ? -1
                      : level_text.size() == 1 && level_text[0] >= '0' && level_text[0] <= '7' ? level_text[0] - '0'
                                                                                               : -2;
    const auto number = ParseTileNumber(rest);
    if (level == -2 || !number || width < 1 || width > kTileWidth) return missing();
    web::Response response;
    std::error_code error;
    if (const auto file = request.platform.ledger.TileFile(level, *number, width)) {
        response = web::Bytes("", "application/octet-stream");
        response.file = web::FileBody{*file, static_cast<std::int64_t>(std::filesystem::file_size(*file, error))};
    } else {
        auto tile = request.platform.ledger.Tile(level, *number, width);
        if (!tile) return missing();
        response = web::Bytes(std::move(*tile), "application/octet-stream");
    }
    if (error) return missing();
    // A tile never changes.
    response.With("cache-control", "public, max-age=31536000, immutable");
    return response;
}

web::Response ShowLedger(const AnyRequest& request) {
    const auto note = request.platform.ledger.CheckpointNote();
    const auto size = Split(note, '\n').at(1);
    return web::Page(web::Layout(
        Say("Sổ cái công khai"),
        web::Render(
            R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Sổ cái công khai</h1>
        <p class="govuk-body">Mỗi bước giải quyết một hồ sơ được ghi vào sổ này ngay khi diễn ra. Sổ chỉ chứa dấu vết đã băm, không có dữ liệu cá nhân. Không ai xóa, sửa hay lùi ngày được mà không bị phát hiện.</p>
        <p class="govuk-body">Số mục đã ghi: <strong>{}</strong></p><h2 class="govuk-heading-m">Kiểm tra tệp chứng nhận</h2><p class="govuk-body">Chọn tệp .proof đã tải từ hồ sơ. Việc kiểm tra diễn ra ngay trên máy bạn; không gì được gửi đi.</p>
        <div class="govuk-form-group"><label class="govuk-label" for="tep-chung-nhan">Tệp chứng nhận</label><input class="govuk-file-upload" type="file" id="tep-chung-nhan" data-proof="{}"></div><pre class="govuk-inset-text" role="status" data-proof-result="1" lang="vi"></pre>
        <p class="govuk-body">Không dùng trình duyệt: <code lang="en">dongson verify tep.proof --key {}</code></p><h2 class="govuk-heading-m">Cho người lập trình</h2><ul class="govuk-list"><li><a class="govuk-link" href="{}">checkpoint</a></li><li><a class="govuk-link" href="{}">Khóa công khai</a></li></ul></div></div>)",
            std::string(size), request.platform.ledger.Verifier(), request.platform.ledger.Verifier(),
            web::Url::Local("/so-cai/checkpoint"), web::Url::Local("/so-cai/khoa"))));
}

}  // namespace

void Routes(web::Router& site) {
    site.Get("/so-cai", identity::Anyone, ShowLedger);
    site.Get("/so-cai/checkpoint", identity::Anyone, ShowCheckpoint);
    site.Get("/so-cai/khoa", identity::Anyone, ShowKey);
    site.Get("/so-cai/tile/{tile…}", identity::Anyone, ShowTile);
}

}  // namespace dongson::ledger
