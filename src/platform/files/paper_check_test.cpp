#include "platform/files/paper_check.h"
#include "core/testing/in_source.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace dongson::files {

TEST(NameByType, ends_as_the_bytes_are) {
    const std::tuple<const char*, const char*, const char*> cases[] = {{"a.pdf", "image/png", "a.png"},
                                                                       {"a.PDF", "application/pdf", "a.PDF"},
                                                                       {"ảnh.jpeg", "image/jpeg", "ảnh.jpeg"},
                                                                       {"Đơn v1.2", "application/pdf", "Đơn v1.2.pdf"},
                                                                       {"scan", "image/tiff", "scan.tif"},
                                                                       {"đơn.docx", "application/pdf", "đơn.pdf"},
                                                                       {"bảng.csv", "text/plain", "bảng.csv"},
                                                                       {"hóa-đơn.vbs", "text/plain", "hóa-đơn.vbs.txt"},
                                                                       {"hóa-đơn.pdf.js", "text/plain", "hóa-đơn.pdf.js.txt"},
                                                                       {"bảng.pdf", "text/plain", "bảng.txt"},
                                                                       {"bảng.xls", "application/msword", "bảng.xls"},
                                                                       {"thư.rtf", "application/msword", "thư.rtf"}};
    for (const auto& [name, type, wanted] : cases) EXPECT_EQ(NameByType(name, type), wanted) << name << " " << type;
}

TEST(CheckPdf, refuses_what_its_reader_cannot_open) {
    const auto path = ::testing::TempDir() + "checked.pdf";
    const auto check = [&](std::string_view bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
        const auto checked = CheckPdf(path, "đơn.pdf");
        return checked ? std::string() : checked.error().code;
    };
    const std::string whole = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
    EXPECT_EQ(check(whole), "");
    EXPECT_EQ(check(whole.substr(0, whole.size() - 9)), "PDF_CUT_SHORT");
    EXPECT_EQ(check(whole + std::string(5000, '\0')), "PDF_CUT_SHORT");
    // What speaks of encryption and no reader opens: pdfinfo is asked.
    EXPECT_EQ(check("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Encrypt 1 0 R>>\n%%EOF\n"), "PDF_LOCKED");
}

// Made with qpdf: one asks for a password, of the other only printing and copying are forbidden.
TEST(CheckPdf, knows_a_password_from_a_prohibition) {
    EXPECT_EQ(CheckPdf(InSource("/tests/data/locked.pdf"), "khóa.pdf").error().code, "PDF_LOCKED");
    EXPECT_TRUE(CheckPdf(InSource("/tests/data/no_copying.pdf"), "cấm.pdf"));
}

}  // namespace dongson::files
