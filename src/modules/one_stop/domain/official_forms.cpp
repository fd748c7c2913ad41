#include "modules/one_stop/domain/official_forms.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/language.h"
#include "core/text.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/domain/person_on_paper.h"
#include "platform/calendar/working_calendar.h"
#include "platform/identity/delegation.h"
#include "platform/identity/title.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::one_stop {

namespace {

std::string Count(int number) {
    return number > 0 ? fmt::format("{:02}", number) : std::string();
}

class FormWriter {
  public:
    FormWriter(const PaperContext& context, const Issue& issue)
        : context_(context),
          dossier_(context.dossier),
          issue_(issue),
          set_(FormSetOn(issue.at.LocalDate())),
          name_(OfficialFormName(issue.form, issue.at.LocalDate())),
          unit_(context.Unit(issue.unit)),
          document_(name_ + " " + context.dossier.code, issue.at) {}

    // As it is first; when that runs over its sheet, with less room between the lines.
    Drawn Write(bool tight) {
        if (tight) document_.Tighten();
        tight_ = tight;
        if (issue_.form == kReceipt)
            Receipt();
        else if (issue_.form == kSupplementSlip)
            Supplement();
        else if (issue_.form == kRefusalSlip)
            RefusalSlip();
        else if (issue_.form == kApology)
            Apology();
        else if (issue_.form == kAppointment)
            Appointment();
        else if (issue_.form == kStopNotice)
            Stopped();
        else
            ResultPaper();
        auto said = document_.said();
        pages_ = document_.Pages();
        return {name_, std::move(said), document_.Finish()};
    }

    int pages() const { return pages_; }

  private:
    std::string NumberLine() const { return "Số: " + (issue_.notation.empty() ? std::string("…") : issue_.notation); }

    // A paper of the counter stands under the counter's name, one of the deciding body under its own.
    void Head(bool counter) {
        if (counter)
            document_.Heading({.parent = papers::Capitals(unit_.name),
                               .unit = {unit_.one_stop},
                               .number = NumberLine(),
                               .place_and_date = PlaceAndDate(unit_.place, issue_.at.LocalDate())});
        else
            document_.Heading({.parent = unit_.parent,
                               .unit = LetterheadLines(unit_),
                               .number = NumberLine(),
                               .place_and_date = PlaceAndDate(unit_.place, issue_.at.LocalDate())});
        if (issue_.rebuilt)
            document_.Note("Bản dựng lại từ dữ liệu lúc " + FullTime(context_.now) +
                           ": khi phiếu này được cấp, hệ thống chưa lưu bản gốc.");
    }

    void Title() { document_.Title(papers::Capitals(name_)); }

    // Two fields below each other, or beside each other where room is short.
    void Pair(const std::string& label, const std::string& value, const std::string& other, const std::string& beside) {
        document_.Line(label, tight_ ? value + "     " + other + ": " + beside : value);
        if (!tight_) document_.Line(other, beside);
    }

    std::string Address() const { return std::string(FormOfAddress(dossier_.person)); }

    void Applicant(const std::string& label) {
        if (set_.number_of_person)
            Pair(label, dossier_.person.name, papers::WithCapital(NumberName(dossier_.person)), dossier_.person.number);
        else
            document_.Line(label, dossier_.person.name);
        document_.Line("Địa chỉ", dossier_.person.address);
        document_.Line("Số điện thoại",
                       dossier_.person.phone + (dossier_.person.email.empty() ? "" : "     Email: " + dossier_.person.email));
        if (!context_.together.empty()) document_.Line("Cùng nộp", Join(context_.together, ", "));
        if (dossier_.mandate) document_.Line("Người nộp thay", Mandatary(*dossier_.mandate));
        document_.Line("Nội dung yêu cầu giải quyết", dossier_.procedure_name);
    }

    static std::string Mandatary(const Mandate& mandate) {
        return fmt::format("{}, số {}; {}, đến hết ngày {}", mandate.name, mandate.number, BasisName(mandate.basis),
                           mandate.until.Spoken());
    }

    void Receipt() {
        Head(true);
        Title();
        Pair("Mã hồ sơ", dossier_.code, "Cách nộp", std::string(ChannelName(dossier_.channel)));
        Applicant("Tiếp nhận hồ sơ của");
        HandedIn();
        document_.Paragraph(fmt::format("2. Số lượng hồ sơ: {:02} (bộ)", issue_.sets));
        document_.Line("3. Thời gian giải quyết hồ sơ theo quy định",
                       dossier_.allowed ? dossier_.allowed->Spoken().In(Language::vietnamese) : "chưa có thông tin");
        document_.Line("4. Thời gian nhận hồ sơ", dossier_.received ? FullTime(*dossier_.received) : "");
        document_.Line("5. Thời gian trả kết quả giải quyết hồ sơ",
                       dossier_.due == kNever ? "chưa có thông tin về thời hạn" : FullTime(dossier_.due));
        const auto posted = dossier_.PostedTo();
        document_.Line("6. Đăng ký nhận kết quả",
                       std::string(DeliveryName(dossier_.delivery)) + (posted.empty() ? "" : ", " + posted));
        document_.Paragraph(fmt::format("Vào Sổ theo dõi hồ sơ, quyển số: 01/{}, số thứ tự: {}.", issue_.at.LocalDate().Year(),
                                        dossier_.register_number));
        Reasons();
        document_.Signatures(
            {{{"NGƯỜI NỘP HỒ SƠ"}, "(Ký, ghi rõ họ tên)", dossier_.mandate ? dossier_.mandate->name : dossier_.person.name},
             {{"NGƯỜI TIẾP NHẬN HỒ SƠ"}, "(Ký, ghi rõ họ tên)", issue_.signer}},
            FootOfReceipt());
    }

    // By whose number people find it: not of who only hands it in.
    std::string WhoseNumber() const { return dossier_.mandate ? "chủ hồ sơ (" + dossier_.person.name + ")" : "người nộp"; }

    // All that stands below the signatures, beside the code: a sheet of its own for it would be lost.
    papers::QrFoot FootOfReceipt() const {
        return {context_.base_url + "/tra-cuu?ma=" + dossier_.code,
                "Quét mã để tra cứu hồ sơ " + dossier_.code + ", hoặc vào " + context_.base_url +
                    "/tra-cuu. Cần bốn số cuối giấy tờ của " + WhoseNumber() +
                    ".\n"
                    "Lập thành 02 liên: một liên giao người nộp, một liên đi cùng Phiếu kiểm soát quá trình giải quyết.\n" +
                    NotSignedLine("Lập")};
    }

    // What was handed in, as the clerk counted it and as files came; not what the catalogue asks for.
    void HandedIn() {
        document_.Paragraph("1. Thành phần hồ sơ nộp gồm:");
        std::vector<std::vector<std::string>> rows;
        const auto row = [&](int component, const std::string& name) {
            const auto counted = std::ranges::find(issue_.components, component, &ComponentCount::component);
            const auto files = std::ranges::count(context_.papers, component, &CasePaper::component);
            const auto count = counted == issue_.components.end() ? ComponentCount{} : *counted;
            if (!count.Any() && files == 0) return;
            rows.push_back({std::to_string(rows.size() + 1), name, Count(count.originals), Count(count.certified),
                            Count(count.copies), Count(static_cast<int>(files))});
        };
        for (std::size_t index = 0; index < context_.procedure.papers.size(); ++index)
            row(static_cast<int>(index), context_.procedure.papers[index].name);
        row(-1, "Giấy tờ khác");
        if (rows.empty()) return document_.Paragraph("Không có giấy tờ kèm theo.");
        document_.Table({{"TT", 0.4},
                         {"Thành phần hồ sơ", 6},
                         {"Bản chính", 0.7},
                         {"Bản chứng thực", 1.05},
                         {"Bản sao", 0.7},
                         {"Tệp điện tử", 0.9}},
                        rows);
    }

    // Why the due date is what it is, as it stood at receipt.
    void Reasons() {
        if (!dossier_.allowed) return;
        const auto deadline = calendar::ComputeDeadline(*dossier_.allowed, *context_.calendar, dossier_.clock);
        if (!deadline) return;
        std::vector<std::string> lines;
        for (const auto& reason : deadline->reasons) lines.push_back(reason.In(Language::vietnamese));
        document_.Note("Cách tính ngày trả kết quả: " + Join(lines, "; "));
    }

    // A button is no signature.
    std::string NotSignedLine(const std::string& what) const {
        const auto* stead = issue_.in_stead.get();
        const auto whose = stead == nullptr ? std::string()
                                            : ", " + issue_.signer + " thay " + identity::InWhoseStead(*stead) + " theo " +
                                                  identity::ByWhat(*stead);
        return what + " trên hệ thống lúc " + FullTime(issue_.at) + whose + ". Văn bản này chưa được ký số.";
    }
    std::vector<std::string> Authority() const { return AuthorityLines(unit_, issue_.position, issue_.in_stead.get()); }
    void NotSigned(const std::string& what) { document_.Note(NotSignedLine(what)); }

    void Supplement() {
        Head(issue_.unit == dossier_.intake);
        Title();
        document_.Line("Mã hồ sơ", dossier_.code);
        Applicant("Hồ sơ của");
        document_.Paragraph("Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:");
        std::vector<std::vector<std::string>> rows;
        for (const auto& wanted : issue_.components) {
            const auto index = static_cast<std::size_t>(std::max(0, wanted.component));
            const bool known = wanted.component >= 0 && index < context_.procedure.papers.size();
            rows.push_back({std::to_string(rows.size() + 1), known ? context_.procedure.papers[index].name : "Giấy tờ khác",
                            Count(wanted.originals), Count(wanted.certified), Count(wanted.copies)});
        }
        if (rows.empty()) rows.push_back({"1", issue_.reason, "", "", ""});
        document_.Table(
            {{"TT", 0.5}, {"Thành phần hồ sơ, nội dung", 5}, {"Bản chính", 1}, {"Bản chứng thực", 1}, {"Bản photo", 1}}, rows);
        document_.Line("Lý do", issue_.reason);
        if (issue_.supply_until) {
            document_.Line("Thời hạn bổ sung", "chậm nhất " + FullTime(*issue_.supply_until));
            document_.Paragraph("Quá thời hạn này mà không bổ sung, hồ sơ có thể bị dừng giải quyết.");
        }
        document_.Paragraph("Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, " + Address() + " liên hệ " + unit_.name +
                            " để được hướng dẫn.");
        document_.Signatures(
            {{{"NGƯỜI NỘP HỒ SƠ"}, "(Ký, ghi rõ họ tên)", ""}, {{"NGƯỜI HƯỚNG DẪN"}, "(Ký, ghi rõ họ tên)", issue_.signer}});
        NotSigned("Lập");
    }

    void RefusalSlip() {
        Head(true);
        Title();
        document_.Line("Mã hồ sơ", dossier_.code);
        Applicant("Hồ sơ của");
        document_.Paragraph("Qua xem xét, " + std::string(unit_.name) +
                            " thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:");
        document_.Line("Lý do", issue_.reason);
        document_.Paragraph("Xin thông báo để " + Address() + " được biết và thực hiện./.");
        document_.Signatures({{{"NGƯỜI NỘP HỒ SƠ"}, "(Ký, ghi rõ họ tên)", ""},
                              {{"NGƯỜI TIẾP NHẬN HỒ SƠ"}, "(Ký, ghi rõ họ tên)", issue_.signer}});
        NotSigned("Lập");
    }

    void Close(const std::vector<std::string>& recipients) {
        document_.Close(recipients, {Authority(), "", issue_.signer});
        // Of a paper drawn again nobody kept whether a leader had decided it: specialists used to stop dossiers themselves.
        NotSigned(issue_.rebuilt && issue_.form == kStopNotice ? "Quyết định" : "Phê duyệt");
    }

    void Apology() {
        Head(false);
        Title();
        document_.Line("Kính gửi", dossier_.person.name);
        document_.Paragraph((dossier_.received ? "Lúc " + FullTime(*dossier_.received) + ", " : std::string()) +
                            context_.Unit(dossier_.intake).name + " tiếp nhận hồ sơ đề nghị giải quyết “" +
                            dossier_.procedure_name + "” của " + Address() + ", mã hồ sơ: " + dossier_.code + ".");
        document_.Line("Thời gian hẹn trả kết quả", issue_.promised == kNever ? "" : FullTime(issue_.promised));
        document_.Paragraph("Đến nay hồ sơ chưa có kết quả để trả " + Address() + " đúng thời gian đã hẹn.");
        document_.Line("Lý do", issue_.reason);
        document_.Paragraph(unit_.name + " xin lỗi " + Address() + " vì sự chậm trễ này.");
        document_.Line("Thời gian hẹn trả kết quả mới", dossier_.due == kNever ? "" : FullTime(dossier_.due));
        document_.Paragraph("Mong nhận được sự thông cảm của " + Address() + "./.");
        Close({"Như trên", "Lưu: VT, hồ sơ " + dossier_.code});
    }

    // TT 01/2020/TT-BTP art. 2: the hour and the day.
    void Appointment() {
        Head(true);
        Title();
        document_.Line("Mã hồ sơ", dossier_.code);
        Applicant("Hồ sơ của");
        document_.Line("Thời gian hẹn trả kết quả", issue_.promised == kNever ? "" : FullTime(issue_.promised));
        document_.Line("Lý do hẹn lại", issue_.reason);
        document_.Line("Thời gian hẹn trả kết quả mới", dossier_.due == kNever ? "" : FullTime(dossier_.due));
        document_.Signatures(
            {{{"NGƯỜI NỘP HỒ SƠ"}, "(Ký, ghi rõ họ tên)", ""}, {{"NGƯỜI HẸN TRẢ"}, "(Ký, ghi rõ họ tên)", issue_.signer}});
        NotSigned("Lập");
    }

    void Stopped() {
        Head(false);
        Title();
        document_.Line("Kính gửi", dossier_.person.name);
        document_.Paragraph(unit_.name + " thông báo dừng giải quyết hồ sơ mã " + dossier_.code + " về việc “" +
                            dossier_.procedure_name + "”" +
                            (dossier_.received ? ", tiếp nhận lúc " + FullTime(*dossier_.received) : std::string()) + ".");
        document_.Line("Lý do", issue_.reason);
        document_.Paragraph("Xin thông báo để " + Address() + " được biết./.");
        Close({"Như trên", "Lưu: VT, hồ sơ " + dossier_.code});
    }

    // A document with a body: the template of its kind, filled from the dossier.
    void ResultPaper() {
        const auto& kind = ResultKindOf(context_.procedure);
        Head(false);
        document_.Title(papers::Capitals(kind.title));
        if (!kind.book) document_.Subject("Về việc " + Matter());
        if (!issue_.replaces.empty()) document_.Paragraph("(Thay thế văn bản " + issue_.replaces + ".)");
        const std::map<std::string, std::string> holes{
            {"don_vi", unit_.name},
            {"nguoi", dossier_.person.name},
            {"goi", Addressed(dossier_.person)},
            {"xung_ho", std::string(FormOfAddress(dossier_.person))},
            {"loai_so", std::string(NumberName(dossier_.person))},
            {"so", dossier_.person.number},
            {"dia_chi", dossier_.person.address},
            {"thu_tuc", Matter()},
            {"ma", dossier_.code},
            {"ngay_nhan", dossier_.received.value_or(dossier_.submitted).LocalDate().Spoken()},
            {"so_chung_thuc", issue_.notation.empty() ? std::string("…") : issue_.notation},
            {"quyen", fmt::format("01/{}-{}", issue_.at.LocalDate().Year(), kind.notation)},
            {"noi_dung", dossier_.result_text.empty() ? kind.otherwise : dossier_.result_text}};
        for (const auto& paragraph : kind.body)
            if (paragraph == "{khai}")
                Stated();
            else
                document_.Paragraph(FillIn(paragraph, holes));
        document_.Close({dossier_.person.name, "Lưu: VT, hồ sơ " + dossier_.code},
                        {Authority(), "", issue_.draft ? std::string() : issue_.signer});
        if (issue_.draft) return document_.Note("Dự thảo: chưa được phê duyệt, chưa có số, chưa có giá trị.");
        NotSigned("Phê duyệt");
        document_.Qr(context_.base_url + "/tra-cuu?ma=" + dossier_.code,
                     "Kiểm tra số và ngày của văn bản này: " + context_.base_url + "/tra-cuu, mã hồ sơ " + dossier_.code +
                         " và bốn số cuối giấy tờ của " + WhoseNumber() + ". Việc phê duyệt được ghi vào sổ cái công khai.");
    }

    // What the procedure is about: its name without the word that it is one.
    std::string Matter() const {
        constexpr std::string_view kProcedure = "Thủ tục ";
        const auto& name = dossier_.procedure_name;
        return name.starts_with(kProcedure) ? name.substr(kProcedure.size()) : name;
    }

    // What the applicant stated, question by question.
    void Stated() {
        for (const auto& section : context_.form.sections)
            for (const auto& question : section.questions)
                if (IsAsked(question, dossier_.answers))
                    if (const auto answer = SpokenAnswer(question, dossier_.answers); !answer.empty())
                        document_.Line("- " + question.NounOnPaper(), answer);
    }

    const PaperContext& context_;
    const Dossier& dossier_;
    const Issue& issue_;
    const FormSet& set_;
    std::string name_;
    UnitOnPaper unit_;
    papers::Document document_;
    int pages_ = 0;
    bool tight_ = false;
};

}  // namespace

std::string FullTime(Instant at) {
    const auto day = at.LocalDate();
    return fmt::format("{:02} giờ {:02} phút, ngày {:02} tháng {:02} năm {}", at.LocalMinute() / 60, at.LocalMinute() % 60,
                       day.Day(), day.Month(), day.Year());
}

std::string PlaceAndDate(const std::string& place, Date day) {
    return fmt::format("{}, ngày {:02} tháng {}{} năm {}", place, day.Day(), day.Month() < 3 ? "0" : "", day.Month(), day.Year());
}

namespace {

constexpr std::string_view kDeputy = "PHÓ ", kChair = "CHỦ TỊCH", kForCommittee = "TM. ỦY BAN NHÂN DÂN";

// In capitals. The letterhead has said of what: "Chủ tịch UBND phường …".
std::string PostOnPaper(std::string_view position) {
    auto post = papers::Capitals(position);
    for (const std::string_view body : {" ỦY BAN NHÂN DÂN", " UBND"})
        if (const auto at = post.find(std::string(kChair) + std::string(body)); at != std::string::npos)
            post.resize(at + kChair.size());
    return post;
}

}  // namespace

std::vector<std::string> AuthorityLines(const UnitOnPaper& unit, std::string_view position, const identity::InStead* in_stead) {
    using identity::SignsAs;
    if (in_stead == nullptr || in_stead->signs == SignsAs::own_name) return AuthorityLines(unit, position);
    auto head = PostOnPaper(identity::StateTitle(in_stead->position));
    // A deputy of a deputy signs for the head.
    if (in_stead->signs == SignsAs::deputy && head.starts_with(kDeputy)) head = head.substr(kDeputy.size());
    const bool for_committee =
        IsCommittee(unit) && head == kChair && (in_stead->signs == SignsAs::deputy || in_stead->signs == SignsAs::acting);
    std::vector<std::string> lines;
    if (for_committee) lines.emplace_back(kForCommittee);
    lines.push_back(std::string(identity::SignsPrefix(in_stead->signs)) + " " + head);
    if (in_stead->signs != SignsAs::acting) lines.push_back(PostOnPaper(identity::StateTitle(position)));
    return lines;
}

std::vector<std::string> AuthorityLines(const UnitOnPaper& unit, std::string_view position) {
    auto post = PostOnPaper(identity::StateTitle(position));
    std::vector<std::string> lines;
    if (IsCommittee(unit) && post.ends_with(kChair)) lines.emplace_back(kForCommittee);
    if (post.starts_with(kDeputy)) lines.push_back("KT. " + post.substr(kDeputy.size()));
    lines.push_back(std::move(post));
    return lines;
}

Drawn OfficialForm(const PaperContext& context, const Issue& issue) {
    const LanguageScope law(Language::vietnamese);  // whatever the officer reads in
    FormWriter plain(context, issue);
    auto drawn = plain.Write(false);
    if (plain.pages() == 1) return drawn;
    FormWriter tight(context, issue);
    auto tightened = tight.Write(true);
    return tight.pages() < plain.pages() ? tightened : drawn;
}

}  // namespace dongson::one_stop
