#include "modules/soc/actions/report_case.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include "core/text.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::soc {

namespace {

namespace json = boost::json;

std::string CategoryName(const Case& incident) {
    const Category* category = IncidentRules::Shipped().Find(incident.category);
    return category == nullptr ? incident.category : category->name;
}

}  // namespace

std::string CaseReportPdf(const CaseReport& report) {
    const Case& incident = report.incident;
    papers::Document document("Báo cáo sự cố " + incident.code, report.made);
    const Date day = report.made.LocalDate();
    document.Heading({.parent = "ỦY BAN NHÂN DÂN TỈNH " + papers::Capitals(report.province),
                      .unit = {"TRUNG TÂM GIÁM SÁT AN TOÀN THÔNG TIN"},
                      .number = "Số: " + incident.code,
                      .place_and_date =
                          fmt::format("{}, ngày {:02} tháng {:02} năm {}", report.province, day.Day(), day.Month(), day.Year())});
    document.Title("BÁO CÁO SỰ CỐ AN TOÀN THÔNG TIN MẠNG");
    document.Line("Kính gửi", "Trung tâm Giám sát an toàn không gian mạng quốc gia");
    document.Line("Tên sự cố", incident.title);
    document.Line("Loại", CategoryName(incident));
    document.Line("Mức", GradeName(incident.grade));
    document.Line("Đơn vị bị ảnh hưởng", report.unit.empty() ? "Chưa xác định" : report.unit);
    document.Line("Thời điểm phát hiện", incident.detected.Spoken());
    document.Line("Trạng thái", CaseStateName(incident.state));
    document.Line("Dữ liệu cá nhân", incident.personal_data ? "Có liên quan" : "Không liên quan");
    document.Line("Người phụ trách", report.lead);
    for (const LegalClock& clock : ClocksOf(incident))
        document.Line(clock.name, clock.met ? "đã báo " + clock.met->Spoken() : "hạn " + clock.due.Spoken());
    const auto part = [&](std::string_view title, const std::string& text) {
        document.Caption(title);
        document.Paragraph(text.empty() ? "Đang làm rõ." : text);
    };
    part("1. Nguyên nhân", incident.cause);
    part("2. Phạm vi", incident.scope);
    part("3. Biện pháp khắc phục", incident.remedy);
    part("4. Bài học", incident.lessons);
    if (!report.alerts.empty()) {
        document.Caption("5. Cảnh báo");
        std::vector<std::vector<std::string>> rows;
        rows.reserve(report.alerts.size());
        for (const Alert& alert : report.alerts)
            rows.push_back({alert.first.Local(), std::string(LevelName(alert.level)), alert.title, alert.entity.name,
                            std::to_string(alert.events)});
        document.Table({{"Từ lúc", 2}, {"Mức", 1.3}, {"Quy tắc", 4}, {"Đối tượng", 3}, {"Số sự kiện", 1}}, rows);
    }
    document.Caption("6. Diễn biến");
    std::vector<std::vector<std::string>> rows;
    rows.reserve(report.entries.size());
    for (const CaseEntry& entry : report.entries)
        rows.push_back({entry.at.Local(), std::string(EntryKindName(entry.kind)),
                        Shorten(entry.text, 300) + (entry.digest.empty() ? "" : " (SHA-256 " + entry.digest + ")")});
    document.Table({{"Lúc", 2}, {"Việc", 1.3}, {"Nội dung", 7}}, rows);
    document.Signatures({{{"NGƯỜI LẬP"}, "", report.lead}, {{"LÃNH ĐẠO"}, "", ""}});
    return document.Finish();
}

std::string CaseReportJson(const CaseReport& report) {
    const Case& incident = report.incident;
    json::array alerts, entries, tasks, clocks;
    for (const Alert& alert : report.alerts)
        alerts.push_back(json::object{{"rule", alert.rule},
                                      {"title", alert.title},
                                      {"level", Name(alert.level)},
                                      {"entity", json::object{{"kind", alert.entity.kind}, {"name", alert.entity.name}}},
                                      {"first", alert.first.Rfc3339()},
                                      {"last", alert.last.Rfc3339()},
                                      {"events", alert.events}});
    for (const CaseEntry& entry : report.entries) {
        json::object each{{"at", entry.at.Rfc3339()}, {"kind", EntryKindName(entry.kind)}, {"text", entry.text}};
        if (!entry.event.empty()) each["event"] = entry.event;
        if (!entry.digest.empty()) each["sha256"] = entry.digest;
        entries.push_back(std::move(each));
    }
    for (const CaseTask& task : report.tasks)
        tasks.push_back(
            json::object{{"text", task.text}, {"done_at", task.done ? json::value(task.done->Rfc3339()) : json::value()}});
    for (const LegalClock& clock : ClocksOf(incident))
        clocks.push_back(json::object{{"kind", clock.key},
                                      {"name", clock.name},
                                      {"law", clock.law},
                                      {"due", clock.due.Rfc3339()},
                                      {"told_at", clock.met ? json::value(clock.met->Rfc3339()) : json::value()}});
    return json::serialize(json::object{{"code", incident.code},
                                        {"title", incident.title},
                                        {"category", incident.category},
                                        {"category_name", CategoryName(incident)},
                                        {"grade", "M" + std::to_string(incident.grade)},
                                        {"state", CaseStateWord(incident.state)},
                                        {"province", report.province},
                                        {"unit", report.unit},
                                        {"lead", report.lead},
                                        {"detected_at", incident.detected.Rfc3339()},
                                        {"personal_data", incident.personal_data},
                                        {"cause", incident.cause},
                                        {"scope", incident.scope},
                                        {"remedy", incident.remedy},
                                        {"lessons", incident.lessons},
                                        {"clocks", std::move(clocks)},
                                        {"alerts", std::move(alerts)},
                                        {"timeline", std::move(entries)},
                                        {"tasks", std::move(tasks)},
                                        {"made_at", report.made.Rfc3339()}});
}

}  // namespace dongson::soc
