// The receipt of a fee, on paper.
#pragma once

#include "modules/one_stop/domain/fee_receipt.h"
#include "modules/one_stop/domain/official_forms.h"
#include "modules/one_stop/domain/unit_on_paper.h"

namespace dongson::one_stop {

// What a receipt is called among a dossier's papers, and its title: "Biên lai thu phí".
inline constexpr std::string_view kFeeReceipt = "bien-lai";
std::string_view FeeReceiptTitle(FeeKind kind);

struct FeePaper {
    const Dossier& dossier;
    const FeeReceipt& receipt;
    UnitOnPaper unit;
    std::string replaced;  // the void one it takes the place of; empty: none
    std::string base_url;
    std::string ended = "";  // of one that is void or was refunded: that, when and why (EndOfReceipt)
};
// "ĐÃ HỦY lúc …. Lý do: …"; empty: it stands as it was given.
std::string EndOfReceipt(const FeeHistory& history, const FeeReceipt& receipt);
Drawn DrawFeeReceipt(const FeePaper& paper);

}  // namespace dongson::one_stop
