#include "platform/ledger/pages/ledger_page.h"

#include "web/layout.h"

namespace dongson::ledger {

namespace {

// What stands there until the script that checks takes it away.
web::Html WithoutScript() {
    return web::Render(
        R"(<p class="govuk-inset-text" data-without-script="1">Phần kiểm tra chưa chạy. Nó chạy bằng JavaScript ngay trên
        máy bạn: hãy bật JavaScript, hoặc cập nhật trình duyệt, rồi mở lại trang.</p>)");
}

}  // namespace

web::Html LedgerPage(const LedgerView& view) {
    return web::Layout(
        Say("Sổ cái công khai"),
        web::Render(
            R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Sổ cái công khai</h1>
        <p class="govuk-body">Mỗi bước giải quyết một hồ sơ được ghi vào sổ này ngay khi diễn ra. Sổ công khai chỉ có một
        dãy chữ số cho mỗi bước: đủ để kiểm tra, không đọc ra được hồ sơ của ai.</p>
        <p class="govuk-body">Tệp chứng nhận cho biết: nội dung ấy có trong sổ đã ký, và ở vị trí nào. Ai đã lưu trạng thái
        cũ của sổ thì thấy được mục nào bị xóa, sửa hay chen vào sau đó. Thời điểm chỉ chắc chắn khi trạng thái ấy có chữ
        ký kèm giờ của nhân chứng độc lập; chưa có nhân chứng nào thì đơn vị vận hành vẫn có thể ký lại một sổ khác mà
        người ngoài không biết.</p>
        <p class="govuk-body">Số mục đã ghi: <strong>{}</strong></p><h2 class="govuk-heading-m">Kiểm tra tệp chứng nhận</h2><p class="govuk-body">Chọn tệp .proof đã tải từ hồ sơ. Việc kiểm tra diễn ra ngay trên máy bạn; không gì được gửi đi.</p>
        {}<div class="govuk-form-group"><label class="govuk-label" for="tep-chung-nhan">Tệp chứng nhận</label>
        <input class="govuk-file-upload" type="file" id="tep-chung-nhan" data-proof="{}"></div>
        <pre class="govuk-inset-text" role="status" data-proof-result="1" lang="vi"></pre>
        <p class="govuk-body">Không dùng trình duyệt: <code lang="en">dongson verify tep.proof --key {}</code></p><h2 class="govuk-heading-m">Cho người lập trình</h2><ul class="govuk-list"><li><a class="govuk-link" href="{}">checkpoint</a></li><li><a class="govuk-link" href="{}">Khóa công khai</a></li></ul></div></div>)",
            view.size, WithoutScript(), view.verifier, view.verifier, web::Url::Local("/so-cai/checkpoint"),
            web::Url::Local("/so-cai/khoa")));
}

web::Html PrintedPage(const PrintedView& view) {
    return web::Layout(Say("Kiểm tra mã in trên phiếu"),
                       web::Render(
                           R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">Kiểm tra mã in trên phiếu</h1>
        <p class="govuk-body">Quét mã trên phiếu kiểm chứng bằng máy ảnh của điện thoại: trang này mở ra và cho biết nội dung có trong sổ cái đã ký hay không. Việc kiểm tra diễn ra ngay trên máy; sau khi trang đã mở một lần, không cần mạng nữa.</p>
        {}<pre class="govuk-inset-text" role="status" data-printed="{}" data-witnesses="{}" lang="vi"></pre></div></div>)",
                           WithoutScript(), view.verifier, view.witnesses));
}

namespace {

web::Html CodeToPrint(const SheetView& view) {
    if (view.image.empty())
        return web::Render(
            R"(<p class="govuk-body">Mục này dài hơn mức một mã in chứa được. Hãy gửi kèm tệp chứng nhận thay cho mã.</p>)");
    return web::Render(R"(<img class="ds-qr" src="{}" alt="Mã kiểm chứng">
        <p class="govuk-body ds-muted">In mã rộng ít nhất 7 cm.</p>)",
                       web::Url::Local(view.image));
}

web::Html RowsBeside(const SheetView& view) {
    if (view.rows_beside.empty()) return {};
    return web::Render(
        R"(<h2 class="govuk-heading-m">Không ghi trong mục đã ký</h2>
        <p class="govuk-body">Hệ thống ghi thêm cho dễ đọc, theo dữ liệu lúc mở trang này. Mã kiểm chứng không chứng nhận các dòng này.</p>{})",
        view.rows_beside);
}

}  // namespace

web::Html SheetPage(const SheetView& view) {
    return web::Layout(Say("Phiếu kiểm chứng {1}", view.code),
                       web::Render(
                           R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">Phiếu kiểm chứng <span translate="no">{}</span></h1>
        <p class="govuk-body">In phiếu này kèm kết quả. Điện thoại quét mã thì biết, không cần mạng, các dòng ghi trong mục đã ký có trong sổ cái đã ký và nhân chứng nào đã thấy.</p>
        <h2 class="govuk-heading-m">Ghi trong mục đã ký</h2>{}{}{}
        <p class="govuk-body ds-screen"><a class="govuk-link" href="{}">Mở trang kiểm tra</a> ·
            <a class="govuk-link" href="{}">Tải tệp chứng nhận</a></p>
        <details class="govuk-details ds-screen"><summary class="govuk-details__summary">Nguyên văn đã ký (giờ quốc tế)</summary>
        <div class="govuk-details__text"><pre lang="vi">{}</pre></div></details></div></div>)",
                           view.code, view.signed_rows, CodeToPrint(view), RowsBeside(view), web::Url::Local(view.link),
                           web::Url::Local(view.file), view.content));
}

}  // namespace dongson::ledger
