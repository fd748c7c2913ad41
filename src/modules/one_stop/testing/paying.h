// An office where fees are paid: what tests of receipts, tills and reliefs do again and again.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "modules/one_stop/actions/close_cash_day.h"
#include "modules/one_stop/actions/reverse_receipt.h"
#include "modules/one_stop/actions/take_fee.h"
#include "modules/one_stop/domain/cash_tables.h"
#include "modules/one_stop/storage/fee_store.h"
#include "modules/one_stop/testing/office.h"

namespace dongson::one_stop::testing {

class Paying : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Paying() : office(GetParam()) {}

    // Of 20.000 đồng, waiting for the payment.
    Dossier Awaiting() { return office.Do(office.as_clerk, office.ADossier("fee_before"), "accept").value(); }
    Dossier Paid(Payment payment = kCash) {
        const auto dossier = Awaiting();
        return office
            .Do(office.as_clerk,
                {.code = dossier.code, .event = "pay", .expected_version = dossier.version, .payment = std::move(payment)})
            .value();
    }
    FeeHistory Of(const Dossier& dossier) {
        return office.database->Read([&](storage::Transaction& tx) { return FeeStore(tx).Of(dossier.id); });
    }
    Result<FeeReversal> Reverse(const identity::Officer& officer, const Dossier& dossier, ReversalKind kind,
                                std::string reason = "Ghi nhầm loại") {
        return ReverseReceipt(office.platform, officer,
                              {.code = dossier.code,
                               .expected_version = office.Reread(dossier.code).version,
                               .receipt = Of(dossier).receipts.back().id,
                               .kind = kind,
                               .reason = std::move(reason)});
    }
    Result<CashDay> Close(const std::string& counted, const std::string& explanation = "") {
        return CloseCashDay(office.platform, office.clerk,
                            {office.commune, office.clock.Now().LocalDate(), counted, explanation});
    }
    Result<Dossier> TakeAgain(const Dossier& dossier) {
        return TakeFeeAtCounter(
            office.platform, office.clerk,
            {.code = dossier.code, .expected_version = office.Reread(dossier.code).version, .payment = kCash});
    }

    Result<FeeReversal> Refund(const Dossier& dossier, std::string amount, std::string by) {
        return ReverseReceipt(office.platform, office.clerk,
                              {.code = dossier.code,
                               .expected_version = office.Reread(dossier.code).version,
                               .receipt = Of(dossier).receipts.back().id,
                               .kind = ReversalKind::refund,
                               .amount = std::move(amount),
                               .by = std::move(by),
                               .reason = "Thu thừa"});
    }
    CashList ListOf(Date day) {
        return office.database->Read(
            [&](storage::Transaction& tx) { return CashListOf(office.platform, tx, office.commune, {}, day, day); });
    }

    inline static const Payment kElsewhere{
        .method = "noi-khac", .payer = "", .reference = "Giấy nộp tiền số 45, kho bạc", .kind = ""};
    inline static const Payment kCash{.method = "tien-mat", .payer = "", .reference = "", .kind = "phi"};
    Office office;
};

}  // namespace dongson::one_stop::testing
