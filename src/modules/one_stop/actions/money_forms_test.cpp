#include <gtest/gtest.h>

#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/reverse_receipt.h"

namespace dongson::one_stop {

TEST(FormsOfMoney, say_all_that_is_wrong_at_once) {
    const auto fields = [](const Refusals& faults) {
        std::vector<std::string> names;
        for (const auto& each : faults) names.push_back(each.field);
        return names;
    };
    using Names = std::vector<std::string>;
    EXPECT_EQ(fields(PaymentFaults({}, FeeKind::unsaid)), (Names{"hinh_thuc", "loai_phi"}));
    EXPECT_EQ(fields(PaymentFaults({.method = "chuyen-khoan", .payer = std::string(101, 'a'), .reference = "", .kind = ""},
                                   FeeKind::unsaid)),
              (Names{"loai_phi", "chung_tu", "nguoi_nop_tien"}));
    EXPECT_EQ(
        fields(PaymentFaults({.method = "tien-mat", .payer = std::string(100, 'a'), .reference = "", .kind = ""}, FeeKind::fee)),
        Names())
        << "a hundred letters are a name";
    EXPECT_EQ(fields(ChargeFaults("x", " ")), (Names{"phi", "can_cu"}));
    const FeeReceipt receipt{.amount = 20000};
    EXPECT_EQ(fields(ReversingFaults({.kind = ReversalKind::refund, .amount = "20001", .by = "noi-khac", .reason = ""}, receipt,
                                     20000)),
              (Names{"so_tien", "hoan_bang", "ly_do"}));
}

}  // namespace dongson::one_stop
