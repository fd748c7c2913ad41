#include "modules/soc/centre/exchange.h"

#include <algorithm>
#include <utility>

namespace dongson::soc {

Exchange::Exchange(EventStore& store, Watcher& watcher, const Clock& clock, const std::string& folder,
                   const CentreSettings& settings) {
    const auto send = [&](std::unique_ptr<Destination> destination) {
        shippers_.push_back(std::make_unique<Shipper>(store, clock, folder, std::move(destination)));
    };
    if (!settings.click_house.url.empty()) send(std::make_unique<ClickHouse>(settings.click_house));
    if (settings.jet_stream.url.empty()) return;
    if (settings.jet_stream.use == StreamUse::receive) {
        receiver_ = std::make_unique<Receiver>(settings.jet_stream, clock, folder,
                                               [&watcher](std::vector<Offered> events) { watcher.Take(std::move(events)); });
    } else {
        send(std::make_unique<JetStream>(settings.jet_stream));
    }
}

void Exchange::StartSending() {
    for (const auto& shipper : shippers_) shipper->Start();
}

void Exchange::StartReceiving() {
    if (receiver_) receiver_->Start();
}

void Exchange::StopSending() {
    for (const auto& shipper : shippers_) shipper->Stop();
}

void Exchange::StopReceiving() {
    if (receiver_) receiver_->Stop();
}

bool Exchange::HasSent(const std::string& stream, std::uint64_t end) const {
    return std::ranges::all_of(shippers_, [&](const auto& shipper) { return shipper->NextOf(stream) >= end; });
}

std::vector<ShipState> Exchange::States() const {
    std::vector<ShipState> states;
    states.reserve(shippers_.size() + 1);
    for (const auto& shipper : shippers_) states.push_back(shipper->state());
    if (receiver_) states.push_back(receiver_->state());
    return states;
}

}  // namespace dongson::soc
