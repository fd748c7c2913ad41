// What one may do with open data.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::open_data {

inline constexpr identity::Capability kEdit{"open_data.edit", "Chuẩn bị dữ liệu mở của cơ quan: mô tả, gửi tệp, trả lời góp ý",
                                            "Prepare the agency's open data: describe, send files, answer remarks"};
// Who is asked when data is late or a reader remarks; an inbox, not a right.
inline constexpr identity::Capability kKeep{"open_data.keep", "Được giao việc khi dữ liệu mở chậm hoặc có góp ý",
                                            "Is asked when open data is late or a reader remarks"};
inline constexpr identity::Capability kPublish{"open_data.publish", "Duyệt công bố, rút dữ liệu mở của cơ quan",
                                               "Publish and withdraw the agency's open data"};
inline constexpr identity::Capability kCapabilities[] = {kEdit, kKeep, kPublish};

}  // namespace dongson::open_data
