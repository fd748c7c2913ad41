#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/identity/guesses.h"
#include "platform/identity/password.h"
#include "platform/identity/person_number.h"
#include "platform/identity/secrets.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/storage/account_store.h"
#include "platform/testing/bare_house.h"
#include "storage/testing/databases.h"

namespace dongson::identity {

using storage::testing::FreshDatabase;

namespace {

const Instant kNow = Instant::Parse("2026-11-23 08:00").value();
const Date kToday = kNow.LocalDate();
constexpr char kPassword[] = "sông Mã chảy về biển";

Registration Wanted() {
    return {AccountKind::citizen, "Lê Thị Hoa",  "038190001234",     "27/3/1990",
            "0912345678",         "hoa@vidu.vn", "Phường Hạc Thành", kPassword};
}
Credentials From(std::string address, std::string password = kPassword) {
    return {"038190001234", std::move(password), "", "test", std::move(address)};
}

}  // namespace

TEST(CitizenNumber, is_read_part_by_part) {
    const auto number = ParseCitizenNumber("038 190 001234", kToday).value();
    EXPECT_EQ(number.digits, "038190001234");
    EXPECT_EQ(number.birth_year, 1990);
    EXPECT_EQ(ParseCitizenNumber("038304001234", kToday)->birth_year, 2004);
    EXPECT_EQ(ParseCitizenNumber("03819000123", kToday).error().code, "CITIZEN_NUMBER_LENGTH");
    EXPECT_EQ(ParseCitizenNumber("003190001234", kToday).error().code, "CITIZEN_NUMBER_PROVINCE");
    EXPECT_EQ(ParseCitizenNumber("038299001234", kToday).error().code, "CITIZEN_NUMBER_YEAR");
}

TEST(TaxCode, has_a_check_digit) {
    EXPECT_EQ(ParseTaxCode("0100109106").value(), "0100109106");
    EXPECT_EQ(ParseTaxCode("0100109106-012").value(), "0100109106-012");
    EXPECT_EQ(ParseTaxCode("0100109107").error().code, "TAX_CODE_CHECK_DIGIT");
    EXPECT_EQ(ParseTaxCode("0100109106-000").error().code, "TAX_CODE_BRANCH");
    EXPECT_EQ(ParseTaxCode("010010910").error().code, "TAX_CODE_LENGTH");
}

TEST(Passwords, cost_a_guess_what_owasp_asks_for) {
    EXPECT_TRUE(HashPassword("một câu dài").starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
}

TEST(Totp, gives_the_codes_of_rfc_6238) {
    const auto secret = Base32("12345678901234567890");
    EXPECT_EQ(TotpCode(secret, Instant{59 * kSecond}), "287082");
    EXPECT_EQ(TotpCode(secret, Instant{1111111109 * kSecond}), "081804");
    EXPECT_EQ(TotpCode(secret, Instant{2000000000 * kSecond}), "279037");
    EXPECT_EQ(TotpStep(secret, "287082", Instant{80 * kSecond}), 1);
    EXPECT_EQ(TotpStep(secret, "287082", Instant{200 * kSecond}), 0);
}

class Accounts : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Accounts() : house(GetParam(), kNow), database(house.database) {}
    dongson::testing::BareHouse house;
    storage::testing::FreshDatabase& database;
};

TEST_P(Accounts, register_then_sign_in_then_out) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    EXPECT_EQ(Register(house.platform, Wanted()).error()[0].code, "ACCOUNT_EXISTS");
    const auto signed_in = SignIn(*database, From("1.1.1.1"), kNow).value();
    const auto visitor = Recognise(*database, signed_in.token, kNow + kHour);
    ASSERT_TRUE(visitor);
    EXPECT_EQ(visitor->account.name, "Lê Thị Hoa");
    EXPECT_FALSE(Recognise(*database, signed_in.token, kNow + 40 * kHour));
    SignOut(*database, signed_in.session);
    EXPECT_FALSE(Recognise(*database, signed_in.token, kNow));
}

TEST_P(Accounts, registration_tells_every_fault_at_once) {
    auto wanted = Wanted();
    wanted.person_number = "12";
    wanted.born = "31/2/1990";
    wanted.phone = "1";
    wanted.password = "1234567890";
    const auto faults = Register(house.platform, wanted).error();
    EXPECT_EQ(faults.size(), 4U);
}

// However registration took a number, the door takes it; what only looks like a passport is an officer's name.
TEST_P(Accounts, a_login_is_typed_as_people_write_it) {
    const auto citizen = Register(house.platform, Wanted()).value();
    auto wanted = Wanted();
    wanted.kind = AccountKind::business;
    wanted.person_number = "0100109106-012";
    const auto branch = Register(house.platform, wanted).value();
    wanted = Wanted();
    wanted.person_number = "kor m1234.5678";
    const auto foreigner = Register(house.platform, wanted).value();
    std::vector<std::pair<std::string, AccountId>> spelled{{"038.190.001234", citizen.id},  {" 038-190 001234 ", citizen.id},
                                                           {"0100109106-012", branch.id},   {"0100109106012", branch.id},
                                                           {"KOR-M12345678", foreigner.id}, {"korm12345678", foreigner.id}};
    for (const std::string login : {"lao.dong5", "can12345"}) {
        const Account officer{.id = Fresh<AccountTag>(),
                              .kind = AccountKind::officer,
                              .login = login,
                              .name = "Trần Văn An",
                              .password_hash = HashPassword(kPassword),
                              .created = kNow};
        database->MustWrite([&](storage::Transaction& tx) { ASSERT_TRUE(AccountStore(tx).Insert(officer)); });
        spelled.emplace_back(login, officer.id);
        spelled.emplace_back(" " + std::string(1, static_cast<char>(login[0] - 'a' + 'A')) + login.substr(1), officer.id);
    }
    for (const auto& [typed, whose] : spelled) {
        const auto signed_in = SignIn(*database, {typed, kPassword, "", "test", "1.1.1.1"}, kNow);
        ASSERT_TRUE(signed_in) << typed;
        EXPECT_EQ(signed_in->account.id, whose) << typed;
    }
    // Every way to write a number is one login to guess at.
    for (const auto* typed : {"038190001234", "038.190.001234", "038-190-001234", "038 190 001234", "0381.9000.1234"})
        EXPECT_EQ(SignIn(*database, {typed, "đoán mò", "", "test", "6.6.6.6"}, kNow).error().code, "SIGN_IN_WRONG");
    EXPECT_EQ(SignIn(*database, {"03.8190001234", kPassword, "", "test", "6.6.6.6"}, kNow).error().code, "SIGN_IN_WAIT");
}

TEST_P(Accounts, an_attacker_locks_out_only_himself) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    for (int attempt = 0; attempt < 5; ++attempt)
        EXPECT_EQ(SignIn(*database, From("6.6.6.6", "đoán mò"), kNow).error().code, "SIGN_IN_WRONG");
    EXPECT_EQ(SignIn(*database, From("6.6.6.6"), kNow).error().code, "SIGN_IN_WAIT");
    EXPECT_TRUE(SignIn(*database, From("1.1.1.1"), kNow));
    EXPECT_TRUE(SignIn(*database, From("6.6.6.6"), kNow + 2 * kMinute));
}

// Somebody who mistypes twice a day is no crowd of machines.
TEST_P(Accounts, typos_of_weeks_do_not_add_up) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    for (int day = 0; day < 30; ++day)
        for (const auto hour : {0, 9}) {
            const auto now = kNow + day * kDay + hour * kHour;
            EXPECT_EQ(SignIn(*database, From("1.1.1.1", "gõ nhầm mất rồi"), now).error().code, "SIGN_IN_WRONG") << day;
        }
    EXPECT_TRUE(SignIn(*database, From("2.2.2.2"), kNow + 30 * kDay));
}

// Whoever gets in takes back what they mistyped there, and nothing that others guessed elsewhere.
TEST_P(Accounts, signing_in_forgives_only_the_same_address) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    const auto elsewhere = [&](int failures) {
        database->MustWrite([&](storage::Transaction& tx) {
            for (int failure = 0; failure < failures; ++failure) AccountStore(tx).AddFailure("038190001234", kEverywhere, kNow);
        });
    };
    elsewhere(45);
    for (int round = 0; round < 3; ++round) {
        for (int typo = 0; typo < 4; ++typo) EXPECT_FALSE(SignIn(*database, From("1.1.1.1", "gõ nhầm mất rồi"), kNow));
        EXPECT_TRUE(SignIn(*database, From("1.1.1.1"), kNow)) << round;
    }
    EXPECT_TRUE(SignIn(*database, From("2.2.2.2"), kNow)) << "twelve typos count for nothing";
    elsewhere(5);
    EXPECT_TRUE(SignIn(*database, From("1.1.1.1"), kNow));
    EXPECT_EQ(SignIn(*database, From("3.3.3.3"), kNow).error().code, "SIGN_IN_WAIT");
}

TEST_P(Accounts, guesses_at_once_are_no_more_than_one_after_another) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto at_once = [](auto guess) {
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> guessers;
        for (int index = 0; index < 16; ++index)
            guessers.emplace_back([&] {
                if (guess() != "SIGN_IN_WAIT") ++wrong;
            });
        guessers.clear();
        return wrong.load();
    };
    EXPECT_EQ(at_once([&] { return SignIn(*database, From("6.6.6.6", "đoán mò"), kNow).error().code; }), 5);
    EXPECT_EQ(at_once([&] { return AskAgain(*database, account, "đoán mò", kNow).error().code; }), 5);
}

// A right password that waits for its code has failed at nothing, and waits no longer for having been asked.
TEST_P(Accounts, a_code_that_is_asked_for_is_no_failure) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto secret = NewTotpSecret();
    database->MustWrite([&](storage::Transaction& tx) { EXPECT_TRUE(AccountStore(tx).SetTotp(account.id, secret, "", 1)); });
    for (int typo = 0; typo < 5; ++typo) EXPECT_FALSE(SignIn(*database, From("1.1.1.1", "gõ nhầm mất rồi"), kNow));
    const auto later = kNow + 2 * kMinute;
    auto credentials = From("1.1.1.1");
    for (int asked = 0; asked < 8; ++asked) EXPECT_EQ(SignIn(*database, credentials, later).error().code, "SIGN_IN_CODE_WANTED");
    credentials.one_time_code = TotpCode(secret, later);
    EXPECT_TRUE(SignIn(*database, credentials, later));
}

TEST_P(Accounts, a_one_time_code_works_once) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto secret = NewTotpSecret();
    database->MustWrite([&](storage::Transaction& tx) { EXPECT_TRUE(AccountStore(tx).SetTotp(account.id, secret, "", 1)); });
    auto credentials = From("1.1.1.1");
    EXPECT_EQ(SignIn(*database, credentials, kNow).error().code, "SIGN_IN_CODE_WANTED");
    credentials.one_time_code = TotpCode(secret, kNow);
    EXPECT_TRUE(SignIn(*database, credentials, kNow));
    EXPECT_EQ(SignIn(*database, credentials, kNow).error().code, "SIGN_IN_WRONG");
}

TEST_P(Accounts, a_reset_closes_every_session_and_works_once) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto signed_in = SignIn(*database, From("1.1.1.1"), kNow).value();
    EXPECT_FALSE(BeginReset(*database, {12345}, kNow));
    const auto token = BeginReset(*database, account.id, kNow).value();
    house.clock.Set(kNow + 2 * kHour);
    EXPECT_EQ(FinishReset(house.platform, token, "núi Hàm Rồng xanh").error().code, "RESET_EXPIRED");
    house.clock.Set(kNow);
    ASSERT_TRUE(FinishReset(house.platform, token, "núi Hàm Rồng xanh"));
    EXPECT_FALSE(Recognise(*database, signed_in.token, kNow));
    EXPECT_FALSE(FinishReset(house.platform, token, "núi Hàm Rồng xanh"));
    EXPECT_TRUE(SignIn(*database, From("1.1.1.1", "núi Hàm Rồng xanh"), kNow));
}

// Whoever forgot a password has tried all others first.
TEST_P(Accounts, after_a_reset_nobody_waits_for_guesses_at_the_old_password) {
    const auto account = Register(house.platform, Wanted()).value();
    for (int attempt = 0; attempt < 6; ++attempt) EXPECT_FALSE(SignIn(*database, From("1.1.1.1", "gõ nhầm mất rồi"), kNow));
    const auto token = BeginReset(*database, account.id, kNow).value();
    house.clock.Set(kNow);
    ASSERT_TRUE(FinishReset(house.platform, token, "núi Hàm Rồng xanh"));
    EXPECT_TRUE(SignIn(*database, From("1.1.1.1", "núi Hàm Rồng xanh"), kNow));

    // A code's guesses are no password's: a mailbox alone makes no room for more of them.
    database->MustWrite(
        [&](storage::Transaction& tx) { EXPECT_TRUE(AccountStore(tx).SetTotp(account.id, NewTotpSecret(), "", 1)); });
    auto credentials = From("2.2.2.2", "núi Hàm Rồng xanh");
    credentials.one_time_code = "000000";
    for (int attempt = 0; attempt < 5; ++attempt) EXPECT_FALSE(SignIn(*database, credentials, kNow));
    ASSERT_TRUE(FinishReset(house.platform, BeginReset(*database, account.id, kNow).value(), "sông Mã chảy về xuôi"));
    credentials.password = "sông Mã chảy về xuôi";
    EXPECT_EQ(SignIn(*database, credentials, kNow).error().code, "SIGN_IN_WAIT");
}

TEST_P(Accounts, a_role_that_nobody_knows_gives_no_rights) {
    static constexpr storage::Statement kUnknown{"test.unknown_role",
                                                 "UPDATE appointment SET role = 'emperor' WHERE unit_id = 8"};
    const AccountId officer{77};
    database->MustWrite([&](storage::Transaction& tx) {
        AccountStore accounts(tx);
        accounts.Insert({.id = officer, .kind = AccountKind::officer, .login = "o", .name = "O"});
        accounts.Appoint(officer, {.unit = UnitId{7}, .role = "clerk", .position = "a"});
        accounts.Appoint(officer, {.unit = UnitId{8}, .role = "clerk", .position = "b"});
        tx.Run(kUnknown);
    });
    const auto [appointments, staffed] = database->Read([&](storage::Transaction& tx) {
        AccountStore accounts(tx);
        return std::pair(accounts.Appointments(officer, kToday), accounts.StaffedRoles(kToday));
    });
    ASSERT_EQ(appointments.size(), 1U);
    EXPECT_EQ(appointments[0].position, "a");
    ASSERT_EQ(staffed.size(), 1U);
    EXPECT_EQ(staffed[0].unit, UnitId{7});
    EXPECT_EQ(staffed[0].role, Role("clerk"));
}

TEST_P(Accounts, every_view_is_shown_to_the_person) {
    Officer viewer{{.id = {5}, .name = "Trần Văn An"}, {{UnitId{9}, "clerk", "Cán bộ một cửa"}}};
    database->MustWrite([&](storage::Transaction& tx) {
        AccountStore(tx).RecordView(AccountId{7}, "038190001234", viewer,
                                    {"Trần Văn An", UnitId{9}, "xử lý hồ sơ", "H56.14-261123-0001", kNow});
    });
    const auto views = database->Read([](storage::Transaction& tx) { return AccountStore(tx).ViewsOf(AccountId{7}, 10); });
    ASSERT_EQ(views.size(), 1U);
    // Another account that typed the same number is told nothing.
    EXPECT_TRUE(database->Read([](storage::Transaction& tx) { return AccountStore(tx).ViewsOf(AccountId{8}, 10); }).empty());
    EXPECT_EQ(views[0].reference, "H56.14-261123-0001");
}

TEST_P(Accounts, looks_of_a_day_are_one_row_that_says_how_many_and_when_last) {
    Officer viewer{{.id = {5}, .name = "Trần Văn An"}, {{UnitId{9}, "clerk", "Cán bộ một cửa"}}};
    const auto look = [&](std::string_view at, const char* why) {
        database->MustWrite([&](storage::Transaction& tx) {
            AccountStore(tx).RecordView(AccountId{7}, "038190001234", viewer,
                                        {"Trần Văn An", UnitId{9}, why, "H56.14-261123-0001", Instant::Parse(at).value()});
        });
    };
    look("2026-11-23 00:10", "xử lý hồ sơ");  // still the day before by the world's clock
    look("2026-11-23 23:50", "xử lý hồ sơ");
    look("2026-11-23 09:00", "in phiếu");
    look("2026-11-24 00:10", "xử lý hồ sơ");
    const auto days = database->Read([](storage::Transaction& tx) { return AccountStore(tx).ViewDaysOf(AccountId{7}, 10); });
    ASSERT_EQ(days.size(), 3U);
    EXPECT_EQ(days[0].last.at.Local(), "2026-11-24 00:10");
    EXPECT_EQ(days[0].times, 1);
    EXPECT_EQ(days[1].last.at.Local(), "2026-11-23 23:50");
    EXPECT_EQ(days[1].times, 2);
    EXPECT_EQ(days[2].last.reason, "in phiếu");
}

// OWASP ASVS 5.0 §6.3.1: guessing from many machines is slowed down as one; who is signed in already is not kept out.
TEST_P(Accounts, many_addresses_together_are_one_attacker) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    ASSERT_TRUE(SignIn(*database, From("1.1.1.1"), kNow));
    database->MustWrite([&](storage::Transaction& tx) {
        for (int failure = 0; failure < 50; ++failure) AccountStore(tx).AddFailure("038190001234", kEverywhere, kNow);
    });
    EXPECT_EQ(SignIn(*database, From("7.7.7.7"), kNow).error().code, "SIGN_IN_WAIT");
    EXPECT_TRUE(SignIn(*database, From("1.1.1.1"), kNow));
    EXPECT_TRUE(SignIn(*database, From("7.7.7.7"), kNow + 20 * kMinute));
}

// A session that never rests ends all the same.
// Made while the clock showed another year, it would live until that year comes.
TEST_P(Accounts, a_session_of_a_clock_that_ran_ahead_is_none_once_it_is_right) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    const auto ahead = SignIn(*database, From("1.1.1.1"), kNow + 400 * kDay).value();
    EXPECT_TRUE(Recognise(*database, ahead.token, kNow + 400 * kDay));
    EXPECT_FALSE(Recognise(*database, ahead.token, kNow));
}

TEST_P(Accounts, a_session_ends_however_busy_it_is) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    UseSessionEnd(30 * kHour);
    const auto signed_in = SignIn(*database, From("1.1.1.1"), kNow).value();
    for (int hour = 2; hour <= 30; hour += 2) EXPECT_TRUE(Recognise(*database, signed_in.token, kNow + hour * kHour)) << hour;
    EXPECT_FALSE(Recognise(*database, signed_in.token, kNow + 31 * kHour));
    EXPECT_EQ(SweepSignIns(*database, kNow + 31 * kHour), 1);
    UseSessionEnd(kSessionEnd);
}

TEST_P(Accounts, failures_and_reset_links_that_no_longer_count_are_removed) {
    const auto account = Register(house.platform, Wanted()).value();
    EXPECT_FALSE(SignIn(*database, From("6.6.6.6", "đoán mò"), kNow));
    ASSERT_TRUE(BeginReset(*database, account.id, kNow));
    EXPECT_EQ(SweepSignIns(*database, kNow), 0);
    EXPECT_EQ(SweepSignIns(*database, kNow + 2 * kHour), 1);   // the link
    EXPECT_EQ(SweepSignIns(*database, kNow + 25 * kHour), 2);  // the failure of the address, and of all addresses
}

INSTANTIATE_TEST_SUITE_P(Both, Accounts, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::identity
