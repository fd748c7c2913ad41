#include "modules/one_stop/domain/official_forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "platform/papers/document.h"

namespace dongson::one_stop {

namespace {

// "16 giờ 40 phút, ngày 29 tháng 08 năm 2025", as the forms write it.
std::string FullTime(Instant at) {
    const auto day = at.LocalDate();
    return fmt::format("{:02} giờ {:02} phút, ngày {:02} tháng {:02} năm {}", at.LocalMinute() / 60, at.LocalMinute() % 60,
                       day.Day(), day.Month(), day.Year());
}

// 07:00 02/11/2026, as fits a table.
std::string HourAndDay(const std::optional<Instant>& at) {
    return at && *at != kNever ? MinuteOfDay(at->LocalMinute()) + " " + at->LocalDate().Spoken() : std::string();
}

std::string FullDay(Date day) {
    return fmt::format("ngày {:02} tháng {:02} năm {}", day.Day(), day.Month(), day.Year());
}

class Writer {
  public:
    Writer(const PaperContext& context, std::string_view form)
        : context_(context),
          dossier_(context.dossier),
          document_(std::string(OfficialFormName(form)) + " " + context.dossier.code) {}

    Result<std::string> Write(std::string_view form) {
        if (form == "01") return Receipt();
        if (form == "06") return ControlSlip();
        if (form == "kq") return ResultPaper();
        const auto event = std::ranges::find_if(context_.happenings.rbegin(), context_.happenings.rend(),
                                                [&](const Happening& happening) { return happening.form == form; });
        if (event == context_.happenings.rend()) return NoSuchForm();
        if (form == "02") return Supplement(*event);
        if (form == "03") return RefusalSlip(*event);
        if (form == "04") return Apology(*event);
        if (form == "05") return Stopped(*event);
        return NoSuchForm();
    }

  private:
    static std::unexpected<Refusal> NoSuchForm() {
        return std::unexpected(Refusal::NotFound(Say("Hồ sơ này không có phiếu ấy.")));
    }

    std::string Unit(UnitId unit) const {
        const auto found = context_.units.find(unit);
        return found == context_.units.end() ? "" : found->second;
    }

    void Head(const std::string& number, Instant at, UnitId unit) {
        document_.Heading({Unit(unit), "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"}, number,
                          context_.place + ", " + FullDay(at.LocalDate()));
    }

    void Applicant() {
        document_.Line("Của Ông/Bà, tổ chức", dossier_.person.name);
        document_.Line("Địa chỉ", dossier_.person.address);
        document_.Line("Số điện thoại",
                       dossier_.person.phone + (dossier_.person.email.empty() ? "" : "     Email: " + dossier_.person.email));
        document_.Line("Nội dung yêu cầu giải quyết", dossier_.procedure_name);
    }

    const Happening* Find(std::string_view form) const {
        const auto found = std::ranges::find(context_.happenings, form, &Happening::form);
        return found == context_.happenings.end() ? nullptr : &*found;
    }

    std::string Due() const { return dossier_.due == kNever ? "chưa có thông tin về thời hạn" : FullTime(dossier_.due); }

    Result<std::string> Receipt() {
        const auto* received = Find("01");
        if (received == nullptr || !dossier_.received) return NoSuchForm();
        Head("Mã hồ sơ: " + dossier_.code, *dossier_.received, dossier_.intake);
        document_.Title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
        document_.Paragraph("Tiếp nhận hồ sơ (" + std::string(ChannelName(dossier_.channel)) + ")");
        Applicant();
        document_.Paragraph("1. Thành phần hồ sơ nộp gồm:");
        std::vector<std::vector<std::string>> rows;
        for (std::size_t index = 0; index < context_.procedure.papers.size(); ++index) {
            const auto& paper = context_.procedure.papers[index];
            const auto files = std::ranges::count_if(
                context_.papers, [&](const PaperFile& file) { return file.component == static_cast<int>(index); });
            rows.push_back({std::to_string(index + 1), paper.name, std::to_string(paper.originals), std::to_string(paper.copies),
                            std::to_string(files)});
        }
        if (rows.empty())
            rows.push_back({"1", "Theo hướng dẫn của bộ phận một cửa", "", "", std::to_string(context_.papers.size())});
        document_.Table({{"TT", 0.5}, {"Thành phần hồ sơ", 5}, {"Bản chính", 0.8}, {"Bản sao", 0.8}, {"Tệp đã gửi", 0.9}}, rows);
        document_.Paragraph("2. Số lượng hồ sơ: 01 (bộ)");
        document_.Line("3. Thời gian giải quyết hồ sơ theo quy định",
                       dossier_.allowed ? dossier_.allowed->Spoken().In(Language::vietnamese) : "chưa có thông tin");
        document_.Line("4. Thời gian nhận hồ sơ", FullTime(*dossier_.received));
        document_.Line("5. Thời gian trả kết quả giải quyết hồ sơ", Due());
        document_.Line("6. Đăng ký nhận kết quả",
                       std::string(DeliveryName(dossier_.delivery)) +
                           (dossier_.delivery_address.empty() ? "" : ", " + dossier_.delivery_address));
        document_.Line("Vào Sổ theo dõi hồ sơ, số thứ tự", std::to_string(dossier_.register_number));
        Reasons();
        document_.Qr(context_.base_url + "/tra-cuu?ma=" + dossier_.code, "Quét mã để tra cứu hồ sơ " + dossier_.code +
                                                                             ", hoặc vào " + context_.base_url +
                                                                             "/tra-cuu. Cần bốn số cuối giấy tờ của người nộp.");
        document_.Signatures({{"NGƯỜI NỘP HỒ SƠ", dossier_.person.name}, {"NGƯỜI TIẾP NHẬN HỒ SƠ", received->actor_name}});
        return document_.Finish();
    }

    // Why the due date is what it is, as it stood at receipt.
    void Reasons() {
        if (!dossier_.allowed) return;
        const auto deadline = calendar::ComputeDeadline(*dossier_.allowed, calendar::WorkingCalendar::Shipped(), dossier_.clock);
        if (!deadline) return;
        std::vector<std::string> lines;
        for (const auto& reason : deadline->reasons) lines.push_back(reason.In(Language::vietnamese));
        document_.Line("Vì sao là ngày này", Join(lines, "; "));
    }

    std::string Number(const Happening& event, std::string_view series) const {
        return fmt::format("Số: {}/{}", dossier_.code.substr(dossier_.code.rfind('-') + 1), series) + " (" +
               event.at.LocalDate().Spoken() + ")";
    }

    Result<std::string> Supplement(const Happening& event) {
        Head(Number(event, "HDHS"), event.at, event.actor_unit);
        document_.Title("PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ");
        document_.Line("Mã hồ sơ", dossier_.code);
        Applicant();
        document_.Paragraph("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:");
        document_.Table({{"TT", 0.5}, {"Nội dung", 5}, {"Bản chính", 1}, {"Bản chứng thực", 1}, {"Bản photo", 1}},
                        {{"1", event.reason, "", "", ""}});
        document_.Line("Lý do", event.reason);
        document_.Line("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ", Unit(event.actor_unit));
        document_.Signatures({{"NGƯỜI NỘP HỒ SƠ", ""}, {"NGƯỜI HƯỚNG DẪN", event.actor_name}});
        return document_.Finish();
    }

    Result<std::string> RefusalSlip(const Happening& event) {
        Head(Number(event, "PTC"), event.at, event.actor_unit);
        document_.Title("PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ");
        document_.Line("Mã hồ sơ", dossier_.code);
        Applicant();
        document_.Paragraph("Qua xem xét, bộ phận tiếp nhận và trả kết quả thông báo không tiếp nhận hồ sơ này.");
        document_.Line("Lý do", event.reason);
        document_.Signatures({{"NGƯỜI NỘP HỒ SƠ", ""}, {"NGƯỜI TIẾP NHẬN HỒ SƠ", event.actor_name}});
        return document_.Finish();
    }

    Result<std::string> Apology(const Happening& event) {
        Head(Number(event, "PXL"), event.at, event.actor_unit);
        document_.Title("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT");
        document_.Line("Kính gửi", dossier_.person.name);
        document_.Line("Ngày tiếp nhận", dossier_.received ? FullTime(*dossier_.received) : "");
        document_.Line("Mã hồ sơ", dossier_.code);
        document_.Line("Ngày hẹn trả cũ", event.due == kNever ? "" : FullTime(event.due));
        document_.Line("Lý do", event.reason);
        if (const auto until = ExtendedTo(dossier_, event)) document_.Line("Ngày hẹn trả mới", until->Spoken());
        document_.Paragraph("Cơ quan xin lỗi Ông/Bà vì sự chậm trễ này.");
        document_.Signatures({{"", ""}, {"NGƯỜI KÝ", event.actor_name}});
        return document_.Finish();
    }

    Result<std::string> Stopped(const Happening& event) {
        Head(Number(event, "TB"), event.at, event.actor_unit);
        document_.Title("THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ");
        document_.Line("Kính gửi", dossier_.person.name);
        document_.Line("Mã hồ sơ", dossier_.code);
        document_.Line("Nội dung", dossier_.procedure_name);
        document_.Line("Lý do dừng", event.reason);
        document_.Signatures({{"", ""}, {"NGƯỜI KÝ", event.actor_name}});
        return document_.Finish();
    }

    Result<std::string> ControlSlip() {
        Head("Mã hồ sơ: " + dossier_.code, context_.now, dossier_.intake);
        document_.Title("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ");
        document_.Line("Cơ quan phối hợp giải quyết", Unit(dossier_.competent));
        std::vector<std::vector<std::string>> rows;
        for (const auto& event : context_.happenings) {
            const std::string result = event.due == kNever || event.event == "submit" ? ""
                                       : event.at < event.due                         ? "Trước hạn"
                                                                                      : "Quá hạn";
            rows.push_back({event.actor_unit ? Unit(event.actor_unit) : dossier_.person.name,
                            event.label.vi + "\n" + HourAndDay(event.at), event.actor_name,
                            event.to_unit ? Unit(event.to_unit) : "", result, event.reason});
        }
        document_.Table({{"Tên cơ quan", 2},
                         {"1. Giao, 2. Nhận: thời gian", 2},
                         {"Người giao", 1.6},
                         {"Nơi nhận", 1.7},
                         {"Kết quả", 1.5},
                         {"Ghi chú", 1.8}},
                        rows);
        return document_.Finish();
    }

    Result<std::string> ResultPaper() {
        const auto* signed_event = FindEvent("sign");
        if (signed_event == nullptr || dossier_.result_number.empty()) return NoSuchForm();
        document_.Heading({Unit(dossier_.competent)}, "Số: " + dossier_.result_number,
                          context_.place + ", " + FullDay(signed_event->at.LocalDate()));
        document_.Title("KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH");
        document_.Line("Thủ tục", dossier_.procedure_name);
        document_.Line("Mã hồ sơ", dossier_.code);
        document_.Line("Cấp cho", dossier_.person.name);
        document_.Paragraph(dossier_.result_text.empty() ? "Hồ sơ đã được giải quyết theo quy định." : dossier_.result_text);
        document_.Qr(context_.base_url + "/tra-cuu?ma=" + dossier_.code,
                     "Kiểm tra: " + context_.base_url + "/tra-cuu. Việc ký lúc " + FullTime(signed_event->at) +
                         " được ghi vào sổ cái công khai.");
        document_.Signatures({{"", ""}, {"NGƯỜI CÓ THẨM QUYỀN KÝ", signed_event->actor_name}});
        return document_.Finish();
    }

    const Happening* FindEvent(std::string_view event) const {
        const auto found = std::ranges::find(context_.happenings, event, &Happening::event);
        return found == context_.happenings.end() ? nullptr : &*found;
    }

    const PaperContext& context_;
    const Dossier& dossier_;
    papers::Document document_;
};

}  // namespace

std::string_view OfficialFormName(std::string_view form) {
    if (form == "01") return "Giấy tiếp nhận hồ sơ và hẹn trả kết quả";
    if (form == "02") return "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ";
    if (form == "03") return "Phiếu từ chối tiếp nhận giải quyết hồ sơ";
    if (form == "04") return "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết";
    if (form == "05") return "Thông báo dừng giải quyết hồ sơ";
    if (form == "06") return "Phiếu kiểm soát quá trình giải quyết hồ sơ";
    if (form == "07") return "Sổ theo dõi hồ sơ";
    return "Kết quả giải quyết thủ tục hành chính";
}

Result<std::string> OfficialForm(const PaperContext& context, std::string_view form) {
    return Writer(context, form).Write(form);
}

std::string RegisterPaper(const Register& wanted, Instant now) {
    papers::Document document("Sổ theo dõi hồ sơ " + wanted.unit, papers::Orientation::landscape);
    document.Heading({wanted.unit, "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"}, "", "Thanh Hóa, " + FullDay(now.LocalDate()));
    document.Title("SỔ THEO DÕI HỒ SƠ");
    document.Paragraph("Từ " + wanted.from.Spoken() + " đến " + wanted.until.Spoken());
    if (wanted.kind != FigureKind::received) document.Paragraph("Chỉ gồm hồ sơ: " + std::string(FigureName(wanted.kind)));
    if (wanted.cut) document.Paragraph("Còn hồ sơ khác trong kỳ này chưa in ở đây.");
    std::vector<std::vector<std::string>> rows;
    rows.reserve(wanted.dossiers.size());
    for (const auto& dossier : wanted.dossiers)
        rows.push_back({std::to_string(dossier.register_number), dossier.code, Shorten(dossier.procedure_name, 90), "1",
                        dossier.person.name, dossier.person.address, dossier.person.phone, HourAndDay(dossier.received),
                        HourAndDay(dossier.due), HourAndDay(dossier.closed), "", "", "",
                        std::string(DeliveryName(dossier.delivery))});
    // What is signed by hand stays empty: who handed over and who took the result.
    document.Table({{"STT", 0.6},
                    {"Mã hồ sơ", 1.6},
                    {"Nội dung", 2.4},
                    {"Số bộ", 0.5},
                    {"Chủ hồ sơ", 1.3},
                    {"Địa chỉ", 1.5},
                    {"Số điện thoại", 1.2},
                    {"Nhận", 1.15},
                    {"Hẹn trả", 1.15},
                    {"Ngày nhận kết quả", 1.15},
                    {"Bên giao, bên nhận (ký)", 0.9},
                    {"Người nhận hồ sơ", 0.9},
                    {"Địa bàn", 0.8},
                    {"Ghi chú", 1.0}},
                   rows);
    return document.Finish();
}

}  // namespace dongson::one_stop
