// What one may do with complaints and feedback.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::complaints {

inline constexpr identity::Capability kReceive{"complaints.receive", "Tiếp nhận, thụ lý khiếu nại, phản ánh, kiến nghị",
                                               "Take complaints and feedback in, and take them on", identity::Stead::works};
inline constexpr identity::Capability kSettle{"complaints.settle", "Xác minh khiếu nại, trả lời phản ánh, kiến nghị",
                                              "Verify complaints and answer feedback", identity::Stead::works};
inline constexpr identity::Capability kSign{"complaints.sign", "Phân công, ký quyết định giải quyết khiếu nại",
                                            "Divide complaints and sign the decisions on them", identity::Stead::signs};
inline constexpr identity::Capability kCapabilities[] = {kReceive, kSettle, kSign};

}  // namespace dongson::complaints
