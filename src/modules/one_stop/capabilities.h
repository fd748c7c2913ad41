// What one may do at the one-stop.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::one_stop {

inline constexpr identity::Capability kReceive{"one_stop.receive", "Tiếp nhận hồ sơ và trả kết quả tại bộ phận một cửa",
                                               "Take dossiers in at the one-stop and hand out results", identity::Stead::works};
inline constexpr identity::Capability kExamine{"one_stop.examine", "Thụ lý hồ sơ", "Work on dossiers", identity::Stead::works};
inline constexpr identity::Capability kDecide{"one_stop.decide", "Ký duyệt hồ sơ và kết quả", "Sign dossiers and results",
                                              identity::Stead::signs};
inline constexpr identity::Capability kAssign{"one_stop.assign", "Phân công, chia việc trong đơn vị",
                                              "Give the unit's dossiers to its specialists", identity::Stead::works};
// Of the units below that of the post, in numbers: nobody's name, no dossier opened.
inline constexpr identity::Capability kOversee{"one_stop.oversee", "Xem số liệu của các đơn vị trực thuộc",
                                               "See the figures of the units below"};
inline constexpr identity::Capability kCollect{"one_stop.collect", "Thu phí, lệ phí, lập biên lai và chốt quỹ",
                                               "Take fees, give receipts and close the till", identity::Stead::works};
inline constexpr identity::Capability kCheckMoney{
    "one_stop.check_money", "Xem tiền đã thu của đơn vị, duyệt hủy biên lai và hoàn tiền",
    "See the money the unit took; agree to void receipts and to refunds", identity::Stead::works, identity::Second::held};
// Asks for the destruction of what is past its term, and keeps what must stay; another, who signs, decides.
inline constexpr identity::Capability kKeepRecords{"one_stop.records", "Giữ hồ sơ lưu, đề nghị tiêu hủy hồ sơ hết hạn giữ",
                                                   "Keep past dossiers and ask for the destruction of those whose time is over"};
inline constexpr identity::Capability kCapabilities[] = {kReceive, kExamine, kDecide,     kAssign,
                                                         kOversee, kCollect, kCheckMoney, kKeepRecords};

}  // namespace dongson::one_stop
