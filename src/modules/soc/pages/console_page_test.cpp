#include "modules/soc/pages/console_page.h"

#include <gtest/gtest.h>

namespace dongson::soc {

namespace {

SourceLine ALine(std::uint64_t received_today) {
    SourceLine line{.source = {}, .today = {}, .last = std::nullopt};
    line.source.enabled = true;
    line.today.received = line.today.stored = received_today;
    return line;
}

}  // namespace

TEST(Console, the_figure_counts_the_rows_that_say_so) {
    ConsoleView view;
    view.sources = {ALine(825), ALine(0), ALine(3), ALine(4), ALine(5)};
    view.sources[2].last = Instant{1};
    view.sources[3].silent = true;
    view.sources[4].source.enabled = false;
    view.sources[4].last = Instant{1};
    std::vector<SourceState> states;
    for (const SourceLine& line : view.sources) states.push_back(SourceStateOf(line));
    EXPECT_EQ(states, (std::vector{SourceState::not_since_start, SourceState::not_today, SourceState::sending,
                                   SourceState::silent, SourceState::off}));
    const std::string page(ConsoleLive(view).bytes());
    EXPECT_NE(page.find("1/4"), std::string::npos) << "one sends, of four that are not switched off";
    EXPECT_NE(page.find("Chưa gửi lại từ khi khởi động"), std::string::npos);
}

}  // namespace dongson::soc
