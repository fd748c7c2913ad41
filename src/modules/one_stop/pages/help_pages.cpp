#include "modules/one_stop/pages/help_pages.h"

#include <vector>

#include "core/text.h"
#include "modules/one_stop/domain/dossier.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

struct Topic {
    std::string_view key;  // its place on the page
    Sentence title;
    std::vector<Sentence> sentences;
    std::string_view path;  // where it is done
    Sentence link;
};

std::vector<Topic> Topics() {
    return {
        {"nop",
         Say("Tìm và nộp hồ sơ"),
         {Say("Gõ việc cần làm bằng lời thường ngày, có dấu, không dấu hay gõ nhầm một chữ đều được. Việc của cơ quan khác thì trang chỉ nơi làm."),
          Say("Đọc giấy tờ cần có, thời hạn và phí, rồi bấm “Nộp hồ sơ trực tuyến”. Mỗi trang hỏi một việc; những gì đã nhập được lưu nháp, đóng máy rồi mở lại vẫn còn."),
          Say("Xem lại lần cuối rồi nộp. Bạn nhận mã hồ sơ; bộ phận một cửa trả lời trong {1} giờ làm việc.",
              std::to_string(kAnswerMinutes / 60))},
         "/thu-tuc",
         Say("Tìm thủ tục")},
        {"giay-to",
         Say("Ảnh chụp và giấy tờ"),
         {Say("Gửi ảnh chụp từ điện thoại, PDF hoặc văn bản Word, mỗi tệp không quá 25 MB. Chụp đủ bốn góc, đủ sáng, đọc được chữ nhỏ nhất."),
          Say("Giấy nào không áp dụng cho bạn thì bỏ qua. Giấy phải xem bản chính thì mang theo khi đến nhận kết quả hoặc khi được hẹn.")},
         "",
         Say("")},
        {"theo-doi",
         Say("Theo dõi, bổ sung, rút hồ sơ"),
         {Say("Tra cứu bằng mã hồ sơ và bốn số cuối giấy tờ của người nộp, không cần đăng nhập. Đăng nhập thì thấy mọi hồ sơ của mình và mọi thông báo."),
          Say("Khi phải bổ sung, trang hồ sơ nói rõ cần giấy nào, vì sao, chậm nhất ngày nào. Thời hạn dừng lại trong lúc chờ bạn và chạy tiếp khi bạn gửi đủ."),
          Say("Muốn thôi thì bấm “Rút hồ sơ” ở trang hồ sơ, khi hồ sơ chưa có kết quả.")},
         "/tra-cuu",
         Say("Tra cứu hồ sơ")},
        {"hen-tra",
         Say("Ngày hẹn trả và khi bị trễ"),
         {Say("Cạnh ngày hẹn có “Vì sao là ngày này?”: từng ngày nghỉ, từng lần tạm dừng đều được kể tên."),
          Say("Không kịp hẹn thì cơ quan phải xin lỗi bằng văn bản và hẹn lại, nhiều nhất một lần. Quá hạn mà chưa có gì, hãy gọi bộ phận một cửa và đọc mã hồ sơ.")},
         "/cong-khai",
         Say("Kết quả giải quyết của từng đơn vị")},
        {"phi",
         Say("Phí, lệ phí"),
         {Say("Mức phí ghi ở trang thủ tục. Chỗ nào ghi “Xem nội dung gốc” thì cán bộ tính theo quy định. Trang hồ sơ của bạn ghi mức phải nộp, căn cứ mà cán bộ đã ghi, và đã nộp hay chưa."),
          Say("Chỉ nộp tại bộ phận một cửa hoặc theo cách ghi trên giấy tiếp nhận. Không cán bộ nào gọi điện đòi chuyển tiền vào tài khoản riêng.")},
         "",
         Say("")},
        {"ket-qua",
         Say("Nhận kết quả và biết giấy là thật"),
         {Say("Nhận tại quầy, qua bưu chính hoặc tải về ở trang hồ sơ, tùy thủ tục và cách bạn đã chọn. Còn phí chưa nộp thì kết quả chờ tới khi nộp đủ."),
          Say("Mã vuông trên giấy tiếp nhận và trên kết quả mở trang tra cứu: nhập bốn số cuối giấy tờ của người nộp, rồi so số và ngày kết quả ghi ở đó với giấy trên tay."),
          Say("Mã vuông trên Phiếu kiểm chứng, in từ trang hồ sơ, thì kiểm tra được cả khi không có mạng: quét bằng điện thoại đã mở trang kiểm tra một lần, là biết mục ấy có trong sổ cái đã ký hay không. Mỗi bước còn có một tệp chứng nhận, kiểm tra ở trang sổ cái.")},
         "/so-cai",
         Say("Sổ cái công khai")},
        {"tai-khoan",
         Say("Tài khoản, xác minh, quên mật khẩu"),
         {Say("Gõ số định danh chưa chứng minh số ấy là của bạn: tài khoản mới chỉ thấy hồ sơ do chính nó nộp. Mang thẻ căn cước đến quầy để lấy phiếu xác minh, rồi nhập mã trên phiếu."),
          Say("Số của bạn đã bị người khác đăng ký? Phiếu xác minh trả số về cho bạn."),
          Say("Quên mật khẩu thì xin đường dẫn qua thư điện tử đã khai. Chưa khai thư điện tử thì mang thẻ căn cước đến quầy lấy phiếu xác minh, rồi đặt lại mật khẩu bằng mã trên phiếu.")},
         "/quen-mat-khau",
         Say("Quên mật khẩu")},
        {"giup-tai-quay",
         Say("Không tự làm được"),
         {Say("Mang giấy tờ đến bộ phận một cửa của xã, phường bất kỳ: cán bộ sẽ nhập giúp."),
          Say("Người nước ngoài dùng mã nước và số hộ chiếu, ví dụ KOR M12345678; số điện thoại nước ngoài bắt đầu bằng dấu +. Trang có bản tiếng Anh.")},
         "",
         Say("")}};
}

Html Contents(const std::vector<Topic>& topics) {
    return Render(R"(<nav aria-label="Trong trang này"><ul class="govuk-list ds-contents">{}</ul></nav>)",
                  Each(topics, [](const Topic& topic) {
                      return Render(R"(<li><a class="govuk-link" href="{}">{}</a></li>)",
                                    Url::Local("#" + std::string(topic.key)), topic.title);
                  }));
}

Html SectionOf(const Topic& topic) {
    return Render(
        R"(<section aria-labelledby="{}"><h2 class="govuk-heading-m" id="{}">{}</h2>{}{}</section>)", topic.key, topic.key,
        topic.title,
        Each(topic.sentences, [](const Sentence& sentence) { return Render(R"(<p class="govuk-body">{}</p>)", sentence); }),
        When(!topic.path.empty(), [&] {
            return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>)",
                          Url::Page(std::string(topic.path)), topic.link);
        }));
}

Html Accessibility() {
    return web::CitizenLayout(Say("Khả năng tiếp cận"), Render(
                                                            R"(<h1 class="govuk-heading-l">Khả năng tiếp cận</h1>
            <p class="govuk-body">Mọi trang dùng được bằng bàn phím, trình đọc màn hình, màn hình 360 điểm, và in được.
            Không cần JavaScript, trừ việc kiểm tra tệp chứng nhận và mã in trên phiếu, vì việc ấy làm ngay trên máy bạn.
            Chúng tôi theo WCAG 2.2 mức AA.</p>
            <p class="govuk-body">Gặp chỗ khó dùng, hãy báo cho bộ phận một cửa gần nhất.</p>)"));
}

}  // namespace

Html HelpPage(std::string_view topic) {
    if (topic == "tiep-can") return Accessibility();
    const auto topics = Topics();
    return web::CitizenLayout(
        Say("Trợ giúp"),
        Render(
            R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Trợ giúp</h1>{}{}</div></div>)",
            Contents(topics), Each(topics, SectionOf)));
}

}  // namespace dongson::one_stop
