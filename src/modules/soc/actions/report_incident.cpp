#include "modules/soc/actions/report_incident.h"

#include <fmt/format.h>
#include <boost/json.hpp>

#include "core/text.h"
#include "modules/soc/domain/incident_kind.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::soc {

namespace {

namespace json = boost::json;

std::string CategoryName(const Incident& incident) {
    const Category* category = IncidentRules::Shipped().Find(incident.category);
    return category == nullptr ? incident.category : category->name;
}

}  // namespace

std::string IncidentReportPdf(const IncidentReport& report) {
    const Incident& incident = report.incident;
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
    document.Line("Trạng thái", StateName(incident.state).vi);
    document.Line("Dữ liệu cá nhân", incident.personal_data ? "Có liên quan" : "Không liên quan");
    document.Line("Người phụ trách", report.lead.empty() ? "Chưa giao" : report.lead);
    for (const auto& owed : ObligationsOf(incident))
        document.Line(owed.name, owed.met ? "đã báo " + owed.met->Spoken() : "hạn " + owed.due.Spoken());
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
    rows.reserve(report.happenings.size());
    for (const auto& happening : report.happenings) {
        const auto evidence = report.evidence.find(happening.id);
        const auto digest = evidence == report.evidence.end() ? "" : " (SHA-256 " + evidence->second.digest + ")";
        rows.push_back({happening.at.Local(), std::string(SortOf(happening)), Shorten(TextOf(happening), 300) + digest});
    }
    document.Table({{"Lúc", 2}, {"Việc", 1.3}, {"Nội dung", 7}}, rows);
    document.Signatures({{{"NGƯỜI LẬP"}, "", report.lead}, {{"LÃNH ĐẠO"}, "", ""}});
    return document.Finish();
}

std::string IncidentReportJson(const IncidentReport& report) {
    const Incident& incident = report.incident;
    json::array alerts, timeline, tasks, clocks;
    for (const Alert& alert : report.alerts)
        alerts.push_back(json::object{{"rule", alert.rule},
                                      {"title", alert.title},
                                      {"level", Name(alert.level)},
                                      {"entity", json::object{{"kind", alert.entity.kind}, {"name", alert.entity.name}}},
                                      {"first", alert.first.Rfc3339()},
                                      {"last", alert.last.Rfc3339()},
                                      {"events", alert.events}});
    for (const auto& happening : report.happenings) {
        json::object each{{"at", happening.at.Rfc3339()}, {"kind", SortOf(happening)}, {"text", TextOf(happening)}};
        if (const auto evidence = report.evidence.find(happening.id); evidence != report.evidence.end()) {
            each["event"] = evidence->second.event;
            each["sha256"] = evidence->second.digest;
        }
        timeline.push_back(std::move(each));
    }
    for (const auto& step : report.steps)
        tasks.push_back(json::object{{"code", step.code},
                                     {"text", step.title},
                                     {"state", step.state},
                                     {"due", step.due == kNever ? json::value() : json::value(step.due.Rfc3339())},
                                     {"done_at", step.done ? json::value(step.done->Rfc3339()) : json::value()}});
    for (const auto& owed : ObligationsOf(incident))
        clocks.push_back(json::object{{"kind", owed.key},
                                      {"name", owed.name},
                                      {"law", owed.law},
                                      {"due", owed.due.Rfc3339()},
                                      {"told_at", owed.met ? json::value(owed.met->Rfc3339()) : json::value()}});
    return json::serialize(json::object{{"code", incident.code},
                                        {"title", incident.title},
                                        {"category", incident.category},
                                        {"category_name", CategoryName(incident)},
                                        {"grade", "M" + std::to_string(incident.grade)},
                                        {"state", StateWord(incident.state)},
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
                                        {"timeline", std::move(timeline)},
                                        {"tasks", std::move(tasks)},
                                        {"made_at", report.made.Rfc3339()}});
}

}  // namespace dongson::soc
