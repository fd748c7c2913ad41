#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/dossier_kind.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "core/embedded.h"
#include "core/text.h"
#include "platform/workflow/process.h"

namespace dongson::one_stop {

namespace {

CatalogueRules Rules() {
    DefinitionErrors errors;
    auto rules = ParseRules("rules.yaml", Embedded("data/procedures/rules.yaml"), errors);
    EXPECT_TRUE(errors.empty()) << errors.Text();
    return rules;
}

}  // namespace

TEST(CleanDuration, reads_what_the_source_means) {
    using enum calendar::DurationUnit;
    const std::pair<std::string_view, std::optional<calendar::Duration>> cases[] = {
        {"5 ngày làm việc", calendar::Duration{5, working_days}},
        {"30 Ngày", calendar::Duration{30, calendar_days}},
        {"0.5 ngày", calendar::Duration{4, working_hours}},
        {"8 giờ làm việc", calendar::Duration{8, working_hours}},
        {"24 Giờ", calendar::Duration{24, clock_hours}},
        {"28 Giờ", calendar::Duration{28, working_hours}},
        {"1 Tháng", calendar::Duration{30, calendar_days}},
        {"N/A", std::nullopt},
        {"Không quy định", std::nullopt},
        {"0 ngày", std::nullopt},
        {"", std::nullopt}};
    for (const auto& [text, wanted] : cases) EXPECT_EQ(CleanDuration(text), wanted) << text;
    EXPECT_EQ(CleanDuration("24 Giờ", "trong vòng 24 giờ kể từ khi bắt đầu kiểm dịch"), (calendar::Duration{24, clock_hours}));
    EXPECT_EQ(CleanDuration("2 Giờ", "không quá 02 (hai) giờ làm việc, kể từ khi nhận"), (calendar::Duration{2, working_hours}));
    EXPECT_EQ(CleanDuration("2 Giờ", "nộp trong giờ làm việc"), (calendar::Duration{2, clock_hours}));
}

TEST(CleanFee, says_nothing_where_the_source_is_unclear) {
    const std::pair<std::string_view, std::optional<std::int64_t>> cases[] = {
        {"120,000 VNĐ(Theo khoản 1 Điều 3)", 120000},
        {"500,000 Việt Nam Đồng(/hồ sơ)", 500000},
        {"Miễn phí", 0},
        {"Miễn phí(Không có)", 0},
        {"Miễn phí(Lệ phí cấp mới 40.000đồng/lần)", std::nullopt},
        {"Miễn phí(- Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định (căn cứ Thông tư số 85/2019/TT-BTC). - Người nộp "
         "hồ sơ nộp lệ phí tại thời điểm nộp hồ sơ.)",
         std::nullopt},
        {"Miễn phí(do Ủy ban nhân dân cấp tỉnh quy định.)", std::nullopt},
        {"Miễn phí(Phí thẩm định)", std::nullopt},
        {"Miễn phí(Chi phí khác: Văn bản giá hiện hành)", std::nullopt},
        {"Miễn phí(Miễn phí đối với: người di cư từ Lào)", std::nullopt},
        {"Miễn phí((áp dụng mức phí 500.000 đồng/hồ sơ))", std::nullopt},
        {"Miễn phí(- Miễn lệ phí (Thông tư số 47/2019/TT-BTC).)", 0},
        {"Miễn phí(Không được quy định tại Biểu phí, lệ phí đăng ký doanh nghiệp ban hành kèm theo Thông tư số 47/2019/TT-BTC.)",
         0},
        {"Miễn phí(Không có)03 ngày làm việc kể từ ngày nhận được hồ sơ theo quy định", 0},
        {"Miễn phí02 ngày làm việc, kể từ ngày nhận đủ hồ sơ theo quy định", 0},
        {"KhôngKhông có thông tin", 0},
        {"50,000 VNĐ(Phí công bố nội dung đăng ký doanh nghiệp: 100.000 đồng/lần)", std::nullopt},
        {"4,000,000 VNĐ(Bao gồm: 1.000.000 đồng đối với Trung tâm; 3.000.000 đồng đối với Chi nhánh)", std::nullopt},
        {"2,000,000 VNĐ(áp dụng mức phí 1.000.000 đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026)", 2000000},
        {"500,000 VNĐ Phí: 500.000 đồng/hồ sơ", 500000},
        {"100,000 VNĐ(Không được quy định tại Biểu phí, lệ phí)", std::nullopt},
        {"125 VNĐ", std::nullopt},
        {"1100 VNĐ(Phí công bố: 100.000 đồng)", std::nullopt},
        {"Trong thời hạn 01 ngày làm việc", std::nullopt},
        {"", std::nullopt}};
    for (const auto& [text, wanted] : cases) EXPECT_EQ(CleanFee(text, Rules()), wanted) << text;
}

TEST(FeeEach, is_what_a_sum_is_for_and_must_be_counted) {
    const std::pair<const char*, const char*> cases[] = {
        {"10,000 Việt Nam Đồng(/trường hợp)Tại Ủy ban nhân dân cấp xã: 10.000 đồng/trường hợp", "trường hợp"},
        {"2,000 VNĐ(/trang)", "trang"},
        {"50.000 đồng/giao dịch", "giao dịch"},
        {"30,000 VNĐ(/văn bản)", "văn bản"},
        {"150.000 đồng/hồ sơ", ""},
        {"150.000 đồng/lần", ""}};
    for (const auto& [text, wanted] : cases) EXPECT_EQ(FeeEach(text), wanted) << text;
}

TEST(CleanPeriodFee, keeps_the_days_of_a_reduced_sum) {
    const auto reduced = CleanPeriodFee(
        "2,000,000 Việt Nam Đồng((áp dụng mức phí 1.000.000  đồng/hồ sơ kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư "
        "số 64/2025/TT-BTC))");
    ASSERT_TRUE(reduced);
    EXPECT_EQ(reduced->sum, 1000000);
    EXPECT_EQ(reduced->from, Date::Of(2025, 7, 1));
    EXPECT_EQ(reduced->until, Date::Of(2026, 12, 31));
    EXPECT_FALSE(CleanPeriodFee("Miễn phí"));
    // Several cases, or "free" beside it: no one sum.
    EXPECT_FALSE(
        CleanPeriodFee("4,000,000 VNĐ(Áp dụng mức phí 2.000.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026; áp dụng "
                       "mức phí 500.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026)"));
    EXPECT_FALSE(CleanPeriodFee("Miễn phí(áp dụng mức phí 500.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026)"));
}

// Circular 64/2025: half until the end of 2026, the whole from then on. What no source says is nothing, not 0.
TEST(Fees, follow_the_day_and_are_never_made_up) {
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", Rules(), Unstated::assigned).value();
    const auto procedure = [&](std::string_view code) {
        return *std::ranges::find(catalogue.procedures, code, &Procedure::code);
    };
    const auto now = Date::Of(2026, 11, 29), after = Date::Of(2027, 1, 1);
    EXPECT_EQ(procedure("1.002181").FeeFor(Channel::online, now), 1000000);
    EXPECT_EQ(procedure("1.002181").FeeFor(Channel::online, after), 2000000);
    // Half of a fee, stated as the period's own: afterwards unknown.
    EXPECT_EQ(procedure("2.001583").FeeFor(Channel::counter, now), 50000);
    EXPECT_EQ(procedure("2.001583").FeeFor(Channel::counter, after), std::nullopt);
    // Circular 47/2019: 100,000 for the publication, free when registered online.
    EXPECT_EQ(procedure("2.002044").FeeFor(Channel::counter, now), 100000);
    EXPECT_EQ(procedure("2.002044").FeeFor(Channel::post, now), 100000);
    EXPECT_EQ(procedure("2.002044").FeeFor(Channel::online, now), 0);
    EXPECT_EQ(procedure("1.001193").FeeFor(Channel::counter, now), std::nullopt);
    // By the page: what is due must be counted.
    EXPECT_EQ(procedure("2.000815").FeeFor(Channel::counter, now), std::nullopt);
}

// "Miễn phí" and a sum are told only where the words beside them do not say otherwise; each that is not is printed.
TEST(Fees, that_their_words_contradict_are_unknown) {
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", Rules(), Unstated::assigned).value();
    int held_back = 0;
    for (const auto& procedure : catalogue.procedures) {
        if (!procedure.published) continue;
        for (const auto& method : procedure.methods) {
            const bool free = method.fee_text.starts_with("Miễn phí(");
            const bool sum = method.fee_text.find("000 V") < 12 && method.fee_text.find('(') != std::string::npos;
            if (!free && !sum) continue;
            held_back += !method.fee;
            const auto words = Shorten(method.fee_text, 160);
            if (!method.fee || *method.fee == 0)
                std::printf("%s | %s | %s\n", procedure.code.c_str(), method.fee ? "0" : "?", words.c_str());
        }
    }
    EXPECT_GE(held_back, 100);
    const auto today = Date::Of(2026, 11, 29);
    for (const auto* code : {"2.000720", "2.000575", "1.014034", "1.004915", "2.000873", "1.002338", "1.010727", "1.010733",
                             "1.003091", "1.008888", "1.014272", "1.014786", "1.011671", "1.008904"}) {
        const auto& procedure = *std::ranges::find(catalogue.procedures, code, &Procedure::code);
        for (const auto channel : {Channel::counter, Channel::post, Channel::online})
            EXPECT_EQ(procedure.FeeFor(channel, today), std::nullopt) << code << " " << ChannelName(channel);
    }
    // Where only one channel's sum differs from its words, the other's is told.
    const auto& shares = *std::ranges::find(catalogue.procedures, "2.002043", &Procedure::code);
    EXPECT_EQ(shares.FeeFor(Channel::counter, today), std::nullopt);
    EXPECT_EQ(shares.FeeFor(Channel::online, today), 100000);
    const auto& farm = *std::ranges::find(catalogue.procedures, "1.008128", &Procedure::code);
    EXPECT_EQ(farm.FeeFor(Channel::counter, today), 2300000);
    EXPECT_EQ(farm.FeeFor(Channel::online, today), std::nullopt);
    for (const auto* code : {"2.002016", "1.014630", "2.002639", "1.014565"})
        EXPECT_EQ(std::ranges::find(catalogue.procedures, code, &Procedure::code)->FeeFor(Channel::counter, today), 0) << code;
    EXPECT_EQ(std::ranges::find(catalogue.procedures, "2.000822", &Procedure::code)->FeeFor(Channel::counter, today), 2250000);
}

// Every row of a channel is a case: none is dropped, and without knowing the case the longest is promised.
TEST(Times, of_all_cases_are_kept) {
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", Rules(), Unstated::assigned).value();
    const auto& procedure = *std::ranges::find(catalogue.procedures, "1.000045", &Procedure::code);
    EXPECT_EQ(std::ranges::count(procedure.methods, Channel::counter, &Method::channel), 3);
    EXPECT_EQ(procedure.DurationFor(Channel::counter), (calendar::Duration{4, calendar::DurationUnit::working_days}));
    // Decree 23/2015 arts. 7 and 37.
    const auto& copies = *std::ranges::find(catalogue.procedures, "2.000815", &Procedure::code);
    EXPECT_EQ(copies.DurationFor(Channel::counter), (calendar::Duration{15, calendar::DurationUnit::same_day}));
    const auto& contract = *std::ranges::find(catalogue.procedures, "2.001035", &Procedure::code);
    EXPECT_EQ(contract.DurationFor(Channel::counter), (calendar::Duration{2, calendar::DurationUnit::working_days}));
}

TEST(KindOfFee, keeps_fees_and_charges_apart_where_the_source_does) {
    const std::pair<std::string_view, FeeKind> cases[] = {
        {"50,000 VNĐ(- Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định)", FeeKind::charge},
        {"4,000,000 Việt Nam Đồng((Áp dụng mức phí: 2.000.000 đồng))", FeeKind::fee},
        {"100,000 Việt Nam Đồng(Không được quy định tại Biểu phí, lệ phí đăng ký doanh nghiệp)", FeeKind::unsaid},
        {"Miễn phí", FeeKind::unsaid},
        {"20 VNĐ(20.000 vnđ /tờ khai)", FeeKind::unsaid}};
    for (const auto& [text, wanted] : cases) EXPECT_EQ(KindOfFee(text, Rules()), wanted) << text;
}

TEST(IsGuidance, tells_sentences_from_papers) {
    const std::tuple<std::string_view, int, bool> cases[] = {
        {"- Trường hợp người yêu cầu không cung cấp được giấy tờ thì …", 0, true},
        {"(Trường hợp khai thác được thông tin về Giấy chứng nhận)", 0, true},
        {"* Lưu ý: Trường hợp trực tiếp nộp hồ sơ", 0, true},
        {"Số bộ hồ sơ 01 (một) bộ", 0, true},
        {"Bản sao Căn cước công dân/căn cước", 0, false},
        {"1. Bản chính Đơn đề nghị", 0, false},
        {"Trường hợp có vốn nước ngoài: Giấy chứng nhận đầu tư", 1, false}};
    for (const auto& [name, originals, wanted] : cases)
        EXPECT_EQ(IsGuidance({"", std::string(name), originals, 0, ""}, Rules()), wanted) << name;
}

TEST(Catalogue, publishes_what_the_province_reported) {
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", Rules(), Unstated::assigned).value();
    const auto& report = catalogue.report;
    EXPECT_EQ(report.rows, 5715);
    EXPECT_EQ(report.full, 2135);
    EXPECT_EQ(report.published, 1762) << report.Text();
    EXPECT_EQ(report.whole, 872);
    EXPECT_EQ(report.partial, 890);
    EXPECT_EQ(report.national, 1202);
    for (const auto& procedure : catalogue.procedures) {
        if (!procedure.published) continue;
        EXPECT_NE(procedure.domain, "Hải quan");
        EXPECT_EQ(procedure.issuer.find("Đắk Lắk"), std::string::npos);
        EXPECT_TRUE(Processes().contains(procedure.process)) << procedure.process;
    }
}

// What the ministry does itself and what another province does stands on no list of ours, and each is printed with its reason.
TEST(Catalogue, leaves_out_central_bodies_and_other_provinces) {
    const auto rules = Rules();
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", rules, Unstated::assigned).value();
    std::map<std::string, int> reasons;
    for (const auto& out : catalogue.report.left_out) {
        std::printf("%s | %s | %s | %s\n", out.code.c_str(), out.why.c_str(), out.performer.c_str(), out.name.c_str());
        ++reasons[out.why];
    }
    EXPECT_GE(reasons["central bodies only"], 49);
    EXPECT_GE(reasons["another province's body"], 7);
    const std::vector<std::string> known_central{"1.012738", "1.115187", "1.009456", "1.011435"};
    for (const auto& procedure : catalogue.procedures) {
        if (!procedure.published) continue;
        EXPECT_EQ(std::ranges::count(known_central, procedure.code), 0) << procedure.code;
        EXPECT_TRUE(std::ranges::none_of(
            rules.other_provinces,
            [&](const std::string& province) { return procedure.performer.find(province) != std::string::npos; }))
            << procedure.code << ": " << procedure.performer;
    }
    // Its place is taken by what a commune does every week.
    EXPECT_TRUE(std::ranges::any_of(
        catalogue.procedures, [](const Procedure& procedure) { return procedure.code == "2.001263" && procedure.published; }));
}

// A province in earnest offers no channel and no joining that nobody stated; what its own rows state counts.
TEST(Catalogue, offers_in_earnest_only_what_is_stated) {
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", Rules(), Unstated::not_offered).value();
    EXPECT_EQ(catalogue.report.whole, 0);
    for (const auto& procedure : catalogue.procedures) {
        if (!procedure.published) continue;
        EXPECT_EQ(procedure.AcceptsOnline(), procedure.Find(Channel::online) != nullptr) << procedure.code;
        EXPECT_FALSE(procedure.national_assigned) << procedure.code;
    }
    const auto own = ReadCatalogue(R"({"code":"1.000001","name":"a","performer":"Sở Y tế","online":"whole","national":true}
{"code":"1.000002","name":"b","performer":"Sở Y tế"})",
                                   "own.jsonl", Rules(), Unstated::not_offered)
                         .value()
                         .procedures;
    EXPECT_EQ(own[0].online, OnlineLevel::whole);
    EXPECT_TRUE(own[0].national);
    EXPECT_FALSE(own[1].AcceptsOnline());
    EXPECT_FALSE(own[1].national);
}

// The whole list against the whole set of proofs.
TEST(Catalogue, no_published_procedure_can_strand_a_case) {
    const auto rules = Rules();
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", rules, Unstated::assigned).value();
    const auto& calendar = calendar::WorkingCalendar::Shipped();
    for (const auto& procedure : catalogue.procedures) {
        if (!procedure.published) continue;
        const auto& process = Processes().at(procedure.process);
        EXPECT_TRUE(workflow::Lint(process, DossierKind()).empty());
        const auto duration = procedure.DurationFor(Channel::online);
        if (!duration) continue;
        const auto fault = workflow::LintDuration(process, duration->Minutes(calendar, calendar.last()));
        EXPECT_FALSE(fault) << procedure.code << ": " << fault->what.Now();
    }
}

// A code that is written wrong, or no more of the list, would leave its procedure to another rule.
TEST(Catalogue, what_a_rule_of_codes_names_is_published_and_follows_it) {
    const auto rules = Rules();
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", rules, Unstated::assigned).value();
    for (const auto& rule : rules.processes)
        for (const auto& code : rule.codes) {
            const auto found = std::ranges::find(catalogue.procedures, code, &Procedure::code);
            ASSERT_TRUE(found != catalogue.procedures.end() && found->published) << code;
            EXPECT_EQ(found->process, rule.process) << code;
        }
}

// Where a process waits for money, the sum is said by whoever asks for it: the source must not have said another.
TEST(Catalogue, no_sum_is_known_before_a_process_asks_for_it) {
    const auto catalogue =
        ReadCatalogue(Embedded("data/procedures/catalogue.jsonl"), "catalogue.jsonl", Rules(), Unstated::assigned).value();
    for (const auto& procedure : catalogue.procedures)
        if (procedure.published && Processes().at(procedure.process).FindEvent("pass_on_notice") != nullptr) {
            for (const auto& method : procedure.methods) EXPECT_FALSE(method.fee) << procedure.code;
        }
}

TEST(Catalogue, refuses_a_broken_file_by_line) {
    const auto refused =
        ReadCatalogue("{\"code\":\"1.000001\",\"name\":\"a\"}\nnot json\n{\"code\":\"1.000001\",\"name\":\"b\"}\n", "c.jsonl",
                      Rules(), Unstated::assigned);
    ASSERT_FALSE(refused);
    const auto text = refused.error().sentence.In(Language::vietnamese);
    EXPECT_NE(text.find("c.jsonl:2: not a JSON object"), std::string::npos) << text;
    EXPECT_NE(text.find("c.jsonl:3: code 1.000001 stands twice"), std::string::npos) << text;
}

}  // namespace dongson::one_stop
