#include "modules/one_stop/domain/form_set.h"

#include <algorithm>

namespace dongson::one_stop {

namespace {

constexpr OfficialFormRule kForms2018[] = {{kReceipt, "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "TNHS"},
                                           {kSupplementSlip, "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "HDHS"},
                                           {kRefusalSlip, "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "TCHS"},
                                           {kApology, "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "PXL"},
                                           {kStopNotice, "", "Thông báo về việc dừng giải quyết hồ sơ", "TB"},
                                           {kControlSlip, "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", ""},
                                           {kRegisterBook, "06", "Sổ theo dõi hồ sơ", ""},
                                           {kAppointment, "", "Phiếu hẹn trả kết quả", "PH"}};

constexpr OfficialFormRule kForms2025[] = {{kReceipt, "01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "TNHS"},
                                           {kSupplementSlip, "02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "HDHS"},
                                           {kRefusalSlip, "03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "TCHS"},
                                           {kApology, "04", "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết", "PXL"},
                                           {kStopNotice, "05", "Thông báo dừng giải quyết hồ sơ", "TB"},
                                           {kControlSlip, "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ", ""},
                                           {kRegisterBook, "07", "Sổ theo dõi hồ sơ", ""},
                                           {kAppointment, "", "Phiếu hẹn trả kết quả", "PH"}};

}  // namespace

const OfficialFormRule* FormSet::Find(std::string_view key) const {
    const auto found = std::ranges::find(forms, key, &OfficialFormRule::key);
    return found == forms.end() ? nullptr : &*found;
}

const FormSet& FormSetOn(Date day) {
    // TT 03/2025/TT-VPCP is of 15 September 2025.
    static const FormSet kSets[] = {{"TT 01/2018/TT-VPCP", Date::Of(2018, 11, 23), false, kForms2018},
                                    {"TT 03/2025/TT-VPCP", Date::Of(2025, 9, 15), true, kForms2025}};
    const FormSet* set = &kSets[0];
    for (const auto& each : kSets)
        if (each.from <= day) set = &each;
    return *set;
}

std::string_view OfficialFormName(std::string_view key, Date day) {
    const auto* form = FormSetOn(day).Find(key);
    return form == nullptr ? "Kết quả giải quyết thủ tục hành chính" : form->name;
}

}  // namespace dongson::one_stop
