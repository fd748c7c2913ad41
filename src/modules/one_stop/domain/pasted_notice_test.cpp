#include "modules/one_stop/domain/pasted_notice.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

namespace {

// "2027-02-04..2027-02-10 holiday Tết Nguyên Đán", a line a day; a swap as "off/worked".
std::string Read(std::string_view text) {
    const auto notice = ReadPastedNotice(text, "TB 1");
    std::string read;
    for (const auto& row : notice.days)
        read += row.date + (row.to.empty() ? "" : ".." + row.to) + " " + row.kind + " " + row.name + "\n";
    for (const auto& row : notice.swaps) read += row.date + "/" + row.to + "\n";
    for (const auto& fault : notice.faults) read += "! " + fault.In(Language::vietnamese) + "\n";
    for (const auto& line : notice.skipped) read += "- " + line + "\n";
    return read;
}

}  // namespace

TEST(APastedNotice, is_read_as_letters_and_spreadsheets_have_it) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"Tết Dương lịch: 01/01/2027", "2027-01-01 holiday Tết Dương lịch\n"},
        {"1. Tết Nguyên Đán: từ 4/2/2027 đến hết 10/2/2027", "2027-02-04..2027-02-10 holiday Tết Nguyên Đán\n"},
        {"- Dịp Tết Nguyên Đán nghỉ từ thứ Năm ngày 04 tháng 02 năm 2027 đến hết thứ Tư ngày 10 tháng 02 năm 2027.",
         "2027-02-04..2027-02-10 holiday Dịp Tết Nguyên Đán\n"},
        {"01/01/2027\t\tNghỉ lễ\tTết Dương lịch", "2027-01-01 holiday Tết Dương lịch\n"},
        {"2027-02-04\t2027-02-10\tNghỉ tết\tTết Nguyên Đán", "2027-02-04..2027-02-10 holiday Tết Nguyên Đán\n"},
        {"04-02-2027; 10-02-2027; lễ; Tết Nguyên Đán", "2027-02-04..2027-02-10 holiday Tết Nguyên Đán\n"},
        {"3/5/2027\t\tnghỉ bù\tNgày Quốc tế Lao động", "2027-05-03 substitute Ngày Quốc tế Lao động\n"},
        {"18/11/2026\t\tnghỉ\tPhòng, chống bão số 12", "2026-11-18 holiday Phòng, chống bão số 12\n"},
        {"24/11/2027\t\tngày thường\tKhông còn là ngày nghỉ", "2027-11-24 ordinary Không còn là ngày nghỉ\n"},
        {"Hoán đổi ngày làm việc từ thứ Sáu 02/01/2026 sang thứ Bảy 10/01/2026", "2026-01-02/2026-01-10\n"},
        {"Làm bù thứ Bảy 10/1/2026 cho ngày nghỉ 2/1/2026", "2026-01-02/2026-01-10\n"},
        {"02/01/2026\t10/01/2026\thoán đổi\t", "2026-01-02/2026-01-10\n"},
        {"Từ ngày\tĐến ngày\tLoại\tTên\n01/01/2027\t\tlễ\tTết Dương lịch",
         "2027-01-01 holiday Tết Dương lịch\n- Từ ngày Đến ngày Loại Tên\n"},
        {"30/04/2027\t\tlễ\tNgày 30/4", "2027-04-30 holiday Ngày 30/4\n"},
        {"Nghỉ 30/4 và 1/5: từ 30/4/2027 đến hết 3/5/2027", "2027-04-30..2027-05-03 holiday Nghỉ 30/4 và 1/5\n"},
        {"Kính gửi các cơ quan; số 1234/TB-BNV", "- Kính gửi các cơ quan; số 1234/TB-BNV\n"},
        {"\n\n", ""},
    };
    for (const auto& [text, read] : cases) EXPECT_EQ(Read(text), read) << text;
}

TEST(APastedNotice, that_cannot_be_read_says_which_line) {
    constexpr std::string_view kHalf =
        "! Dòng 1: có ngày chưa đọc được. Viết đủ ngày, tháng, năm như 5/2/2027; không phải ngày nghỉ thì xóa dòng.\n";
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"Tết: 31/2/2027", "! Dòng 1: không có ngày 31/2/2027.\n"},
        {"Tết: 1/1/2027\nLễ: 30/4/2027, 1/5/2027, 2/9/2027",
         "2027-01-01 holiday Tết\n! Dòng 2 có 3 ngày: tách mỗi kỳ nghỉ một dòng.\n"},
        {"Tết: từ 4/2 đến hết 10/2/2027", kHalf},
        {"Tết: 4-10/2/2027", kHalf},
        {"1/1/2027", "! Dòng 1: chưa thấy tên ngày nghỉ.\n"},
        {"Tết: từ thứ Năm ngày 04/02/2027 đến hết Thứ 3, ngày 10/02/2027",
         "! Dòng 1: ngày 10/02/2027 là thứ Tư, không như dòng ghi. Xem lại ngày hoặc năm.\n"},
        {"Quốc khánh: Chủ nhật 2/9/2027", "! Dòng 1: ngày 02/09/2027 là thứ Năm, không như dòng ghi. Xem lại ngày hoặc năm.\n"},
        {"Hoán đổi: 2/1/2026", "! Dòng 1: hoán đổi cần hai ngày, ngày nghỉ và ngày làm bù.\n"},
    };
    for (const auto& [text, read] : cases) EXPECT_EQ(Read(text), read) << text;
}

TEST(APastedNotice, of_one_endless_line_is_refused_at_once) {
    std::string line = "Tết: ";
    for (int i = 0; i < 20'000; ++i) line += "1 tháng 2 năm 2027 ";
    EXPECT_EQ(Read(line), "! Dòng 1 dài quá: tách mỗi kỳ nghỉ một dòng.\n");
}

}  // namespace dongson::one_stop
