// A number that is only typed proves nothing; a slip from a counter does.
#include <gtest/gtest.h>

#include <thread>

#include "platform/identity/access_token.h"
#include "platform/identity/counter_slip.h"
#include "platform/identity/guesses.h"
#include "platform/identity/password.h"
#include "platform/identity/secrets.h"
#include "platform/identity/sign_in.h"
#include "platform/identity/storage/account_store.h"
#include "platform/testing/bare_house.h"

namespace dongson::identity {

namespace {

const Instant kNow = Instant::Parse("2026-11-16 08:00").value();
constexpr const char* kNumber = "038190001234";
constexpr const char* kSlipCode = "ma_phieu";

Registration Wanted(std::string password = "con đò Lèn sang sông", std::string slip = "") {
    return {.kind = AccountKind::citizen,
            .name = "Lê Thị Hoa",
            .person_number = kNumber,
            .born = "27/3/1990",
            .phone = "0912345678",
            .email = "",
            .address = "",
            .password = std::move(password),
            .slip = std::move(slip)};
}

}  // namespace

class Proofs : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Proofs() : house(GetParam(), kNow) {
        clerk.account = {.id = Fresh<AccountTag>(), .kind = AccountKind::officer, .login = "motcua", .name = "Trần Văn An"};
        clerk.appointments = {{house.units.Now()->FindByKey("xa-14797-2025")->id, "clerk", "Cán bộ một cửa"}};
        UseTelling([this](const Platform&, storage::Transaction&, AccountId account, const std::string&,
                          const Sentence& sentence) { told.emplace_back(account, sentence.vietnamese); });
        UseWhenProven({});
    }
    ~Proofs() override { UseTelling({}); }

    std::string Slip(std::string number = kNumber, std::string name = "Lê Thị Hoa") {
        return GiveSlip(house.platform, clerk, {std::move(number), std::move(name), "Thẻ căn cước", true}).value().code;
    }
    Account OfficerWith(const std::string& password) {
        auto account = clerk.account;
        account.password_hash = HashPassword(password);
        account.created = kNow;
        house.database->MustWrite([&](storage::Transaction& tx) {
            EXPECT_TRUE(AccountStore(tx).Insert(account));
            AccountStore(tx).Appoint(account.id, clerk.appointments[0]);
        });
        return account;
    }
    Account Read(AccountId id) {
        return house.database->Read([&](storage::Transaction& tx) { return AccountStore(tx).Get(id).value(); });
    }
    Result<OpenedSession> In(std::string login, std::string password) {
        return SignIn(*house.database, {std::move(login), std::move(password), "", "Firefox", "1.1.1.1"}, house.clock.Now());
    }

    dongson::testing::BareHouse house;
    Officer clerk;
    std::vector<std::pair<AccountId, std::string>> told;
};

TEST_P(Proofs, the_owner_takes_the_number_back_and_both_go_on_signing_in) {
    const auto stranger = Register(house.platform, Wanted("kẻ lạ gõ bừa một số")).value();
    EXPECT_FALSE(stranger.Proven());
    EXPECT_EQ(Register(house.platform, Wanted()).error()[0].code, "ACCOUNT_EXISTS");

    const auto owner = Register(house.platform, Wanted("con đò Lèn sang sông", Slip())).value();
    EXPECT_EQ(owner.login, kNumber);
    EXPECT_EQ(owner.proof.level, ProofLevel::counter);
    EXPECT_EQ(owner.proof.at, kNow);
    EXPECT_EQ(owner.proof.by, clerk.account.id);
    EXPECT_EQ(owner.proof.unit, clerk.appointments[0].unit);

    EXPECT_EQ(In(kNumber, "con đò Lèn sang sông").value().account.id, owner.id);
    EXPECT_EQ(In(kNumber, "kẻ lạ gõ bừa một số").value().account.id, stranger.id);
    const auto displaced = Read(stranger.id);
    EXPECT_EQ(displaced.former_login, kNumber);
    EXPECT_EQ(In(displaced.login, "kẻ lạ gõ bừa một số").value().account.id, stranger.id);
    // Told: that a slip was given, then that the number is gone.
    EXPECT_EQ(std::ranges::count(told, stranger.id, &std::pair<AccountId, std::string>::first), 2);
}

// Whoever typed the number first still signs in with it: that is no way to guess at its owner without end.
TEST_P(Proofs, who_shares_a_login_guesses_no_more_than_others) {
    ASSERT_TRUE(Register(house.platform, Wanted("kẻ lạ gõ bừa một số")));
    ASSERT_TRUE(Register(house.platform, Wanted("con đò Lèn sang sông", Slip())));
    int guesses = 0;
    for (int round = 0; round < 10; ++round) {
        if (In(kNumber, "đoán mò").error().code == "SIGN_IN_WRONG") ++guesses;
        EXPECT_EQ(In(kNumber, "kẻ lạ gõ bừa một số").has_value(), guesses < 5) << round;
    }
    EXPECT_EQ(guesses, 5);
}

TEST_P(Proofs, a_proven_number_is_given_up_to_nobody) {
    const auto owner = Register(house.platform, Wanted("con đò Lèn sang sông", Slip())).value();
    EXPECT_EQ(Register(house.platform, Wanted("một câu khác hẳn thế", Slip())).error()[0].code, "ACCOUNT_EXISTS");
    auto other = Wanted("một câu khác hẳn thế");
    other.person_number = "038190005678";
    const auto second = Register(house.platform, other).value();
    EXPECT_EQ(ProveBySlip(house.platform, second, kNumber, Slip()).error().code, "NUMBER_PROVEN");
    EXPECT_EQ(Read(owner.id).login, kNumber);
}

TEST_P(Proofs, a_proven_account_takes_no_other_number) {
    const auto owner = Register(house.platform, Wanted("con đò Lèn sang sông", Slip())).value();
    const auto slip = Slip("038190005678", "Lê Thị Hồng");
    EXPECT_EQ(ProveBySlip(house.platform, owner, "038190005678", slip).error().code, "NUMBER_PROVEN");
    EXPECT_EQ(Read(owner.id).login, kNumber);
    EXPECT_EQ(Read(owner.id).name, "Lê Thị Hoa");
    // What the caller knew of the account may be old.
    auto before = owner;
    before.proof = {};
    EXPECT_EQ(ProveBySlip(house.platform, before, "038190005678", slip).error().code, "NUMBER_PROVEN");
    EXPECT_TRUE(ProveBySlip(house.platform, owner, kNumber, Slip())) << "its own number once more";
    auto other = Wanted("một câu khác hẳn thế", slip);
    other.person_number = "038190005678";
    EXPECT_TRUE(Register(house.platform, other)) << "the slip waits for whom it is";
}

TEST_P(Proofs, a_slip_works_once_for_seven_days_and_five_tries) {
    const auto account = Register(house.platform, Wanted()).value();
    auto code = Slip();
    auto wrong = code;
    wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
    for (int guess = 0; guess < kSlipTries; ++guess)
        EXPECT_EQ(ProveBySlip(house.platform, account, kNumber, wrong).error().field, kSlipCode);
    EXPECT_FALSE(ProveBySlip(house.platform, account, kNumber, code)) << "five wrong tries end it";
    code = Slip();
    house.clock.Set(kNow + kSlipDays * kDay);
    EXPECT_FALSE(ProveBySlip(house.platform, account, kNumber, code)) << "seven days are over";
    house.clock.Set(kNow);
    const auto older = Slip();
    code = Slip();
    EXPECT_FALSE(ProveBySlip(house.platform, account, kNumber, older)) << "a newer slip ends the older";
    EXPECT_TRUE(ProveBySlip(house.platform, account, kNumber, code));
    EXPECT_FALSE(ProveBySlip(house.platform, account, kNumber, code)) << "once";
}

TEST_P(Proofs, a_code_is_worth_nothing_for_another_number_and_is_kept_nowhere) {
    auto other = Wanted();
    other.person_number = "038190005678";
    const auto account = Register(house.platform, other).value();
    const auto code = Slip();
    EXPECT_FALSE(ProveBySlip(house.platform, account, "038190005678", code));
    EXPECT_FALSE(Read(account.id).Proven());
}

TEST_P(Proofs, only_a_clerk_who_saw_the_card_gives_a_slip) {
    EXPECT_EQ(GiveSlip(house.platform, clerk, {kNumber, "Lê Thị Hoa", "Thẻ căn cước", false}).error()[0].code, "SLIP_NOT_SEEN");
    auto leader = clerk;
    leader.appointments[0].role = "leader";
    EXPECT_EQ(GiveSlip(house.platform, leader, {kNumber, "Lê Thị Hoa", "Thẻ căn cước", true}).error()[0].code, "FORBIDDEN");
}

TEST_P(Proofs, a_foreigner_proves_a_passport) {
    auto wanted = Wanted("gió Lào thổi qua đồng", Slip("kor m1234 5678", "KIM MINJI"));
    wanted.person_number = "KOR M12345678";
    wanted.name = "Kim Minji";
    wanted.phone = "+82 10 1234 5678";
    const auto account = Register(house.platform, wanted).value();
    EXPECT_EQ(account.person_number, "KOR-M12345678");
    EXPECT_EQ(account.phone, "+821012345678");
    EXPECT_EQ(account.name, "KIM MINJI");
    EXPECT_EQ(In("kor-m12345678", "gió Lào thổi qua đồng").value().account.id, account.id);
}

TEST_P(Proofs, what_matters_is_changed_only_with_the_password_and_told) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto session = In(kNumber, "con đò Lèn sang sông").value().session;
    const auto elsewhere = In(kNumber, "con đò Lèn sang sông").value();
    told.clear();
    EXPECT_EQ(ChangeContact(house.platform, account, {"0912345678", "ke@la.vn", "", ""}).error()[0].code, "PASSWORD_ASKED_AGAIN");
    EXPECT_EQ(SwitchTotp(house.platform, account, session, "sai mất rồi", "000000").error().code, "PASSWORD_ASKED_AGAIN");
    EXPECT_EQ(ChangePassword(house.platform, account, session.id, "sai mất rồi", "mưa xuân phơi phới bay").error().code,
              "PASSWORD_ASKED_AGAIN");
    EXPECT_TRUE(told.empty());
    EXPECT_TRUE(ChangeContact(house.platform, account, {"0912345678", "hoa@vidu.vn", "", "con đò Lèn sang sông"}));
    ASSERT_TRUE(ChangePassword(house.platform, account, session.id, "con đò Lèn sang sông", "mưa xuân phơi phới bay"));
    EXPECT_EQ(told.size(), 2U);
    EXPECT_FALSE(Recognise(*house.database, elsewhere.token, kNow)) << "every other session ended";
    EXPECT_TRUE(In(kNumber, "mưa xuân phơi phới bay"));
}

TEST_P(Proofs, guesses_inside_a_session_are_limited) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto session = In(kNumber, "con đò Lèn sang sông").value().session;
    for (int guess = 0; guess < 5; ++guess) EXPECT_FALSE(AskAgain(*house.database, account, "đoán mò thôi", kNow));
    EXPECT_EQ(AskAgain(*house.database, account, "con đò Lèn sang sông", kNow).error().code, "SIGN_IN_WAIT");
    EXPECT_EQ(SwitchTotp(house.platform, account, session, "con đò Lèn sang sông", "000000").error().code, "SIGN_IN_WAIT");
}

// Whoever knows the password and holds the session still has to guess the code.
TEST_P(Proofs, codes_inside_a_session_are_limited_though_the_password_is_right) {
    const auto account = Register(house.platform, Wanted()).value();
    const auto session = In(kNumber, "con đò Lèn sang sông").value().session;
    const auto seed = PendingTotp(*house.database, session);
    const auto guess = [&](const std::string& code) {
        const auto switched = SwitchTotp(house.platform, account, session, "con đò Lèn sang sông", code);
        return switched ? std::string() : switched.error().code;
    };
    for (int wrong = 0; wrong < 5; ++wrong) EXPECT_EQ(guess("abcdef"), "TOTP_WRONG");
    EXPECT_EQ(guess(TotpCode(seed, kNow)), "SIGN_IN_WAIT");
    EXPECT_TRUE(AskAgain(*house.database, account, "con đò Lèn sang sông", kNow)) << "codes make nobody wait for a password";
    EXPECT_EQ(guess(TotpCode(seed, kNow)), "SIGN_IN_WAIT") << "a right password forgives no wrong code";
    house.clock.Set(kNow + 2 * kMinute);
    EXPECT_EQ(guess(TotpCode(seed, house.clock.Now())), "");
}

// A token outlives the session it was made in: a thief who sits there must not make one, and a new password ends those there are.
TEST_P(Proofs, tokens_are_made_with_the_password_and_end_with_it) {
    auto officer = OfficerWith("sông Chu nước chảy lơ thơ");
    told.clear();
    EXPECT_EQ(IssueToken(house.platform, officer, "máy", "đoán mò thôi").error().code, "PASSWORD_ASKED_AGAIN");
    EXPECT_TRUE(told.empty());
    const auto issue = [&](const std::string& password) {
        return IssueToken(house.platform, officer, "máy", password).value().secret;
    };
    const auto speaks = [&](const std::string& secret) { return OfficerOfToken(*house.database, secret, kNow).has_value(); };
    const auto first = issue("sông Chu nước chảy lơ thơ");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].first, officer.id);
    EXPECT_TRUE(speaks(first));

    ASSERT_TRUE(ChangePassword(house.platform, officer, {}, "sông Chu nước chảy lơ thơ", "mưa xuân phơi phới bay"));
    EXPECT_FALSE(speaks(first)) << "changed";
    EXPECT_FALSE(IssueToken(house.platform, officer, "máy", "sông Chu nước chảy lơ thơ")) << "what was read before is old";
    officer = Read(officer.id);
    const auto second = issue("mưa xuân phơi phới bay");
    EXPECT_TRUE(speaks(second));
    const auto link = BeginReset(*house.database, officer.id, kNow).value();
    ASSERT_TRUE(FinishReset(house.platform, link, "gió Lào thổi qua đồng"));
    EXPECT_FALSE(speaks(second)) << "reset";
}

// Who lost the password and never gave an e-mail comes to a counter with the card.
TEST_P(Proofs, a_proven_owner_sets_a_new_password_with_a_slip) {
    auto owner = Register(house.platform, Wanted()).value();
    ASSERT_TRUE(ProveBySlip(house.platform, owner, kNumber, Slip()));
    const auto before = In(kNumber, "con đò Lèn sang sông").value();
    for (int guess = 0; guess < 6; ++guess) EXPECT_FALSE(In(kNumber, "gõ nhầm mất rồi"));
    CounterSlips slips;
    const auto reset = [&](const std::string& code, std::string_view password) {
        const auto done = ResetByProof(house.platform, slips, kNumber, code, password);
        return done ? std::string() : done.error().code;
    };
    const auto code = Slip();
    EXPECT_EQ(reset("AAAA-BBBB-CCCC", "gió Lào thổi qua đồng"), "SLIP_WRONG");
    EXPECT_EQ(reset(code, "12345678"), CheckPassword("12345678", {}).error().code);
    told.clear();
    EXPECT_EQ(reset(code, "gió Lào thổi qua đồng"), "");
    EXPECT_EQ(told.size(), 1U);
    EXPECT_EQ(reset(code, "mưa xuân phơi phới bay"), "SLIP_WRONG") << "a slip works once";
    EXPECT_FALSE(Recognise(*house.database, before.token, kNow)) << "every session ends";
    EXPECT_TRUE(In(kNumber, "gió Lào thổi qua đồng"));
}

// The displaced holder, signed in from each of forty machines, has no more guesses at the owner than forty strangers.
TEST_P(Proofs, a_session_of_who_gave_the_number_up_makes_no_room_for_guesses) {
    ASSERT_TRUE(Register(house.platform, Wanted("kẻ lạ gõ bừa một số")));
    ASSERT_TRUE(Register(house.platform, Wanted("con đò Lèn sang sông", Slip())));
    house.database->MustWrite([&](storage::Transaction& tx) {
        for (int failure = 0; failure < 60; ++failure) AccountStore(tx).AddFailure(kNumber, kEverywhere, kNow);
    });
    EXPECT_EQ(In(kNumber, "đoán mò").error().code, "SIGN_IN_WAIT");
    const auto displaced =
        house.database->Read([&](storage::Transaction& tx) { return AccountStore(tx).GetByFormerLogin(kNumber).front().login; });
    ASSERT_TRUE(In(displaced, "kẻ lạ gõ bừa một số"));
    EXPECT_EQ(In(kNumber, "đoán mò").error().code, "SIGN_IN_WAIT");
}

// A squatter's account is not the owner's to open: what was handed in under it is the squatter's.
TEST_P(Proofs, a_slip_opens_no_account_that_was_never_proven) {
    ASSERT_TRUE(Register(house.platform, Wanted()));
    CounterSlips slips;
    EXPECT_EQ(ResetByProof(house.platform, slips, kNumber, Slip(), "gió Lào thổi qua đồng").error().code, "RESET_UNPROVEN");
    EXPECT_TRUE(In(kNumber, "con đò Lèn sang sông"));
}

TEST_P(Proofs, tokens_at_once_are_no_more_than_twenty) {
    const auto officer = OfficerWith("sông Chu nước chảy lơ thơ");
    std::vector<std::jthread> makers;
    for (int index = 0; index < 26; ++index)
        makers.emplace_back([&] { (void)IssueToken(house.platform, officer, "máy", "sông Chu nước chảy lơ thơ"); });
    makers.clear();
    EXPECT_LE(TokensOf(*house.database, officer.id).size(), 20U);
}

TEST_P(Proofs, the_server_makes_the_seed_and_its_first_code_signs_nobody_in) {
    auto account = Register(house.platform, Wanted()).value();
    const auto session = In(kNumber, "con đò Lèn sang sông").value().session;
    const auto seed = PendingTotp(*house.database, session);
    EXPECT_EQ(PendingTotp(*house.database, session), seed);
    const auto code = TotpCode(seed, kNow);
    ASSERT_TRUE(SwitchTotp(house.platform, account, session, "con đò Lèn sang sông", code));
    const Credentials replayed{kNumber, "con đò Lèn sang sông", code, "Firefox", "1.1.1.1"};
    EXPECT_EQ(SignIn(*house.database, replayed, kNow).error().code, "SIGN_IN_WRONG");
    account = Read(account.id);
    EXPECT_EQ(SwitchTotp(house.platform, account, session, "con đò Lèn sang sông", code).error().code, "TOTP_WRONG");
}

TEST(Password, is_neither_common_nor_the_persons_own) {
    const auto account = Account{
        .login = kNumber, .name = "Lê Thị Hoa", .person_number = kNumber, .phone = "0912345678", .email = "hoale90@vidu.vn"};
    const auto code = [&](std::string_view password) {
        const auto checked = CheckPassword(password, OwnWords(account));
        return checked ? std::string() : checked.error().code;
    };
    for (const auto* common : {"password123", "Mật khẩu 123", "qwertyuiop", "anhyeuem2024", "thanhhoa1990", "1234567890aa",
                               "aaaaaaaaaaaa", "P@ssw0rd!!11", "matkhau matkhau"})
        EXPECT_EQ(code(common), "PASSWORD_COMMON") << common;
    for (const auto* own : {"toi la lê thị hoa", "so 0912345678 day", "038190001234!", "mail hoale90 nhe"})
        EXPECT_EQ(code(own), "PASSWORD_OWN") << own;
    for (const auto* sound : {"con đò Lèn sang sông", "thanh hoa mua bun", "gió Lào thổi qua đồng"})
        EXPECT_EQ(code(sound), "") << sound;
}

INSTANTIATE_TEST_SUITE_P(Both, Proofs, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::identity
