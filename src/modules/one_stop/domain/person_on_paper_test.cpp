#include "modules/one_stop/domain/person_on_paper.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

namespace {

using identity::AccountKind;

Person Called(std::string name, std::string number, AccountKind kind = AccountKind::citizen) {
    return {.account = {},
            .kind = kind,
            .name = std::move(name),
            .number = std::move(number),
            .address = "",
            .phone = "",
            .email = ""};
}

}  // namespace

TEST(PersonOnPaper, is_named_as_what_they_are) {
    const auto hoa = Called("Lê Thị Hoa", "038190001234"), minji = Called("Kim Minji", "KOR-M12345678"),
               company = Called("Công ty Hạc Thành", "2800123452", AccountKind::business),
               branch = Called("Chi nhánh Hạc Thành", "2800123452-001");
    EXPECT_EQ(NumberName(hoa), "số định danh cá nhân");
    EXPECT_EQ(NumberName(minji), "số hộ chiếu");
    EXPECT_EQ(NumberName(company), "mã số thuế");
    EXPECT_EQ(NumberName(branch), "mã số thuế");
    EXPECT_EQ(Addressed(minji), "Ông/Bà Kim Minji");
    EXPECT_EQ(Addressed(company), "Công ty Hạc Thành");
    EXPECT_EQ(FormOfAddress(hoa), "Ông/Bà");
    EXPECT_EQ(FormOfAddress(branch), "quý tổ chức");
}

}  // namespace dongson::one_stop
