#include "modules/open_data/domain/upload.h"

#include <algorithm>
#include <set>

#include "core/text.h"

namespace dongson::open_data {

Refusals RefuseReview(const Upload& upload, const UploadFindings& findings) {
    Refusals faults;
    if (!upload.encoding_sure)
        faults.push_back({"OPEN_DATA_ENCODING_UNSURE",
                          Say("Không chắc tệp dùng bảng mã nào. Hãy xem các dòng đầu rồi chọn bảng mã đúng."), "bang_ma"});
    if (findings.no_rows) faults.push_back({"OPEN_DATA_NO_ROWS", Say("Bảng không có dòng dữ liệu nào."), "tep"});
    if (findings.several_tables)
        faults.push_back(
            {"OPEN_DATA_SEVERAL_TABLES",
             Say("Trong tệp có vẻ có nhiều bảng. Hãy tách mỗi bảng một tệp, hoặc ghi dòng cuối của bảng cần công bố."),
             "dong_cuoi"});
    if (!findings.personal_columns.empty() && !upload.answers_for_personal)
        faults.push_back(
            {"OPEN_DATA_PERSONAL",
             Say("Cột {1} có số định danh, số điện thoại hoặc thư điện tử. Hãy bỏ cột đó khỏi tệp, hoặc nhận trách nhiệm công bố.",
                 Join(findings.personal_columns, ", ")),
             "trach_nhiem"});
    std::ranges::move(CheckSchema(upload.schema), std::back_inserter(faults));
    return faults;
}

Refusals CheckSchema(const Schema& schema) {
    Refusals faults;
    std::set<std::string> used;
    for (std::size_t column = 0; column < schema.size(); ++column) {
        const auto& name = schema[column].name;
        const auto field = "ten_" + std::to_string(column);
        const bool plain = !name.empty() && name.size() <= 63 && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        }) && !(name[0] >= '0' && name[0] <= '9');
        if (!plain)
            faults.push_back({"OPEN_DATA_COLUMN_NAME",
                              Say("Tên cột “{1}” chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ.", name),
                              field});
        else if (!used.insert(name).second)
            faults.push_back({"OPEN_DATA_COLUMN_TWICE", Say("Có hai cột cùng tên “{1}”.", name), field});
    }
    if (schema.empty()) faults.push_back({"OPEN_DATA_NO_COLUMNS", Say("Bảng không có cột nào."), "tep"});
    return faults;
}

}  // namespace dongson::open_data
