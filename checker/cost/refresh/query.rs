//! Quotes from the Price List Query API.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_pricing::Client;
use aws_sdk_pricing::error::DisplayErrorContext;
use aws_sdk_pricing::types::{Filter, FilterType};
use jiff::civil::Date;

use super::{Quote, RefreshError};
use crate::cost::catalogue::Price;
use crate::cost::price_list::Offer;

/// One of the three regions that have the API; it knows the prices of all.
const REGION: &str = "eu-central-1";

/// What the API says of each price, one after the other. The answers are of now: that is their date.
pub fn quotes<'c>(wanted: &[&'c Price], today: Date) -> Result<Vec<(&'c Price, Quote)>, RefreshError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| RefreshError::Query { entry: String::new(), problem: error.to_string() })?;
    runtime.block_on(async {
        let settings = aws_config::defaults(BehaviorVersion::latest()).region(Region::from_static(REGION)).load().await;
        let client = Client::new(&settings);
        let mut quotes = Vec::new();
        for price in wanted {
            let from = "the Price List Query API".to_owned();
            let offers = offers(&client, price).await?;
            quotes.push((*price, Quote { from, offers, elsewhere: None, as_of: today }));
        }
        Ok(quotes)
    })
}

/// The products that match, over all pages.
async fn offers(client: &Client, price: &Price) -> Result<Vec<Offer>, RefreshError> {
    let failed = |problem: String| RefreshError::Query { entry: price.id.clone(), problem };
    let fields = price.usagetype.iter().map(|usage| ("usagetype", usage));
    let mut request = client.get_products().set_service_code(price.service_code.clone()).format_version("aws_v1");
    for (field, value) in fields.chain(price.filters.iter().map(|(name, value)| (name.as_str(), value))) {
        let filter = Filter::builder().r#type(FilterType::TermMatch).field(field).value(value).build();
        request = request.filters(filter.map_err(|error| failed(error.to_string()))?);
    }
    let mut items = request.into_paginator().items().send();
    let mut offers = Vec::new();
    while let Some(item) = items.next().await {
        let item = item.map_err(|error| failed(DisplayErrorContext(error).to_string()))?;
        let offer = Offer::answered(&item).map_err(failed)?;
        if !offer.product.is_of(price) {
            return Err(failed(format!("answers with the SKU {}, which was not asked for", offer.product.sku)));
        }
        offers.push(offer);
    }
    Ok(offers)
}
